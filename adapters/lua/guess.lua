-- Guess: charge a try with a PIN of the lender's, before anything is sent there; or refuse it.
-- KEYS guesses, lock, pin
-- ARGV token, now (ms), most with one PIN, most in a day, how long that locks the first time (ms), how long at most (ms),
--      after how long without a guess all is forgotten (ms)
-- Returns {what, when (ms)}: go; known: go, it was charged before; spent: that PIN has had its tries; locked: none before then.
-- `guesses` is a sorted set, token -> when, the person's; `pin` those with the PIN asked for last. `lock` is the person's:
-- last (when one guessed), locks (in a row), until, by (the token of the guess after which it fell).
-- A token that was charged is not charged again, whatever has been since: it is the same try.

local DAY = 86400000
local now = tonumber(ARGV[2])

if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return {'known', 0} end

local lock = redis.call('HMGET', KEYS[2], 'until', 'last')
local ends = tonumber(lock[1] or 0)
if now < ends then return {'locked', ends} end
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[3]) then return {'spent', 0} end

if lock[2] and now >= tonumber(lock[2]) + ARGV[7] then redis.call('DEL', KEYS[2]) end
redis.call('HSET', KEYS[2], 'last', now)
redis.call('PEXPIRE', KEYS[2], ARGV[7])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - DAY)
for _, key in ipairs({KEYS[1], KEYS[3]}) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, DAY)
end

local since = math.max(now - DAY, ends - 1)  -- what led to a lock does not lead to the next one
if redis.call('ZCOUNT', KEYS[1], '(' .. since, '+inf') >= tonumber(ARGV[4]) then
  local locks = redis.call('HINCRBY', KEYS[2], 'locks', 1)
  local long = math.min(ARGV[5] * 2 ^ (locks - 1), tonumber(ARGV[6]))
  redis.call('HSET', KEYS[2], 'until', now + long, 'by', ARGV[1])
end
return {'go', 0}
