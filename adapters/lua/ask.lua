-- Ask: charge that the lender is asked to send a PIN, before it is; or refuse it.
-- KEYS asked, lock, pin
-- ARGV token, now (ms), most in an hour, most in a day, pause (ms) after the first, after the second, ... (the last one
--      for all that follow)
-- Returns {what, when (ms)}: go; known: go, it was charged before; rest: not before then; locked: not before then, after too many guesses (see Guess).
-- `asked` is a sorted set, token -> when, the person's. A token that was charged is not charged again. With a new PIN the
-- tries with it begin anew (`pin`), those of the person do not.

local HOUR, DAY = 3600000, 86400000
local now = tonumber(ARGV[2])

if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return {'known', 0} end

local ends = tonumber(redis.call('HGET', KEYS[2], 'until') or 0)
if now < ends then return {'locked', ends} end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - DAY)

local function room(span, most)  -- from when on fewer than `most` were asked for within `span`
  local row = redis.call('ZREVRANGE', KEYS[1], most - 1, most - 1, 'WITHSCORES')
  return row[2] and row[2] + span or 0
end

local free = math.max(room(HOUR, tonumber(ARGV[3])), room(DAY, tonumber(ARGV[4])))
local hour = redis.call('ZCOUNT', KEYS[1], '(' .. (now - HOUR), '+inf')
if hour > 0 then free = math.max(free, room(ARGV[math.min(4 + hour, #ARGV)], 1)) end
if now < free then return {'rest', free} end

redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], DAY)
redis.call('DEL', KEYS[3])
return {'go', 0}
