-- Away: let nobody take room for so long; an absence that lasts longer already stays.
-- KEYS queue   ARGV for how long (ms), now (ms), or "" for this server's clock

local now = tonumber(ARGV[2])
if not now then
  local clock = redis.call('TIME')
  now = clock[1] * 1000 + math.floor(clock[2] / 1000)
end

local till = math.max(now + ARGV[1], tonumber(redis.call('HGET', KEYS[1], 'away') or 0))
redis.call('HSET', KEYS[1], 'away', till)
redis.call('PEXPIRE', KEYS[1], math.max(till - now + 1000, redis.call('PTTL', KEYS[1])))
return 1
