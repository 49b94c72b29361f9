-- Check: charge a try, then compare; all in one, so that a thousand guesses at once are still as many as are allowed.
-- KEYS code, failed
-- ARGV token, now (ms), most tries a code, most failures in a row, how long they lock the first time (ms), how long at
--      most (ms), after how long without a failure all is forgotten (ms), hash of what was typed under each pepper...
-- Returns -1: right, and used up; else how many tries are left, 0 when the code is spent, out of date or locked.
-- The code remembers what each token was told, so that saying it again with the same token is harmless.
-- `failed` is the person's, whichever code it was: count (in a row), last (when), locks (in a row), until.

local now, most = tonumber(ARGV[2]), tonumber(ARGV[3])

local told = redis.call('HGET', KEYS[1], ARGV[1])
if told then return tonumber(told) end

local function tell(left)
  redis.call('HSET', KEYS[1], ARGV[1], left)
  return left
end

local code = redis.call('HMGET', KEYS[1], 'hash', 'ends', 'tries')
local failed = redis.call('HMGET', KEYS[2], 'until', 'last')
if failed[1] and now < tonumber(failed[1]) then return 0 end
if not code[1] or now >= tonumber(code[2]) or tonumber(code[3]) >= most then return 0 end

if failed[2] and now >= tonumber(failed[2]) + ARGV[7] then redis.call('DEL', KEYS[2]) end
if failed[1] then redis.call('HDEL', KEYS[2], 'until', 'count') end  -- the lock has run out; that there was one stays
local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
local count = redis.call('HINCRBY', KEYS[2], 'count', 1)
redis.call('HSET', KEYS[2], 'last', now)
redis.call('PEXPIRE', KEYS[2], ARGV[7])

for i = 8, #ARGV do
  if code[1] == ARGV[i] then
    redis.call('HSET', KEYS[1], 'tries', most)
    redis.call('DEL', KEYS[2])
    return tell(-1)
  end
end
if count >= tonumber(ARGV[4]) then
  local locks = redis.call('HINCRBY', KEYS[2], 'locks', 1)
  redis.call('HSET', KEYS[2], 'until', now + math.min(ARGV[5] * 2 ^ (locks - 1), tonumber(ARGV[6])))
  return tell(0)
end
return tell(math.min(most - tries, tonumber(ARGV[4]) - count))
