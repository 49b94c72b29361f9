-- Issue: put a one-time code in the place of the one before, if this person may be sent another.
-- KEYS code, sent, failed
-- ARGV token, now (ms), hash of the code, its life (ms), most in an hour, most in a day, pause (ms) after the first,
--      after the second, ... (the last one for all that follow)
-- Returns 1, or 0: not now. Saying it again with the same token is harmless.
-- `sent` is a sorted set, token -> when; it and `failed` are the person's, whatever a code is for and whichever code.

local HOUR, DAY = 3600000, 86400000
local now = tonumber(ARGV[2])

if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 1 end
if now < tonumber(redis.call('HGET', KEYS[3], 'until') or 0) then return 0 end

redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - DAY)
local day = redis.call('ZCARD', KEYS[2])
local hour = redis.call('ZCOUNT', KEYS[2], '(' .. (now - HOUR), '+inf')
if day >= tonumber(ARGV[6]) or hour >= tonumber(ARGV[5]) then return 0 end

if hour > 0 then
  local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
  if now - tonumber(last) < tonumber(ARGV[math.min(6 + hour, #ARGV)]) then return 0 end
end

redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('PEXPIRE', KEYS[2], DAY)
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'hash', ARGV[3], 'ends', now + tonumber(ARGV[4]), 'tries', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
