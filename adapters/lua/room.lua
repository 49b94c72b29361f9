-- Room: take one of so many places in any window of time, or say when to come again.
-- KEYS taken, queue
-- ARGV token, most, window (ms), now (ms), or "" for this server's clock
-- Returns 0: taken; else milliseconds to wait. Saying it again with the same token is harmless.
-- `taken` is a sorted set, token -> when. `queue` is a hash: `away`, until when nobody takes any (see away.lua), and
-- `last`, when the last of those turned away was told to come: the next is told a little later, so that a thousand who
-- wait do not all come at once, to be turned away again.

local most, window, now = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if not now then
  local clock = redis.call('TIME')
  now = clock[1] * 1000 + math.floor(clock[2] / 1000)
end

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. now - window)
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end

local queue = redis.call('HMGET', KEYS[2], 'away', 'last')
local free = tonumber(queue[1] or 0)
local taken = redis.call('ZCARD', KEYS[1])
if taken >= most then
  local blocking = redis.call('ZRANGE', KEYS[1], taken - most, taken - most, 'WITHSCORES')[2]
  free = math.max(free, blocking + window + 1)
end

if free <= now then
  redis.call('ZADD', KEYS[1], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[1], window + 1000)
  return 0
end

local come = math.max(free, math.ceil(tonumber(queue[2] or 0) + window / most))
redis.call('HSET', KEYS[2], 'last', come)
redis.call('PEXPIRE', KEYS[2], come - now + 1000)
return come - now
