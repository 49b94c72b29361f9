-- Issue: put a one-time code in the place of the one before, if this person may be sent another.
-- KEYS code, sent, failed
-- ARGV token, now (ms), hash of the code, its life (ms), most in an hour, most in a day, pause (ms) after the first,
--      after the second, ... (the last one for all that follow)
-- Returns 0, or when (ms) one may be sent: none was put there. Saying it again with the same token is harmless.
-- `sent` is a sorted set, token -> when; it and `failed` are the person's, whatever a code is for and whichever code.

local HOUR, DAY = 3600000, 86400000
local now = tonumber(ARGV[2])

if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 0 end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - DAY)

local function room(span, most)  -- from when on fewer than `most` were sent within `span`
  local row = redis.call('ZREVRANGE', KEYS[2], most - 1, most - 1, 'WITHSCORES')
  return row[2] and row[2] + span or 0
end

local locked = tonumber(redis.call('HGET', KEYS[3], 'until') or 0)
local free = math.max(locked, room(HOUR, tonumber(ARGV[5])), room(DAY, tonumber(ARGV[6])))
local hour = redis.call('ZCOUNT', KEYS[2], '(' .. (now - HOUR), '+inf')
if hour > 0 then free = math.max(free, room(ARGV[math.min(6 + hour, #ARGV)], 1)) end
if now < free then return free end

redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('PEXPIRE', KEYS[2], DAY)
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'hash', ARGV[3], 'ends', now + tonumber(ARGV[4]), 'tries', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 0
