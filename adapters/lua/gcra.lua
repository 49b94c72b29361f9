-- GCRA: take up to so many permits at a rate, or say when to come again.
-- KEYS bucket, said
-- ARGV most wanted, fewest of use, time one takes to come back (us), how many there are at most,
--      how long what was said is remembered (ms), now (us), or "" for this server's clock
-- Returns {taken, 0}, or {0, ms to wait until the fewest are there}: then nothing was taken.
-- `bucket` holds when all permits will be back (us since 1970); it goes when they are. `said` is the caller's own, by its
-- token: saying it again finds there what was taken.

local said = redis.call('GET', KEYS[2])
if said then return {tonumber(said), 0} end

local want, least, each, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local now = tonumber(ARGV[6])
if not now then
  local clock = redis.call('TIME')
  now = clock[1] * 1000000 + clock[2]
end

local back = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local there = math.floor(most - (back - now) / each + 1e-9)
if there < least then return {0, math.ceil((back - now - (most - least) * each) / 1000)} end

local taken = math.min(want, there)
back = back + taken * each
redis.call('SET', KEYS[1], string.format('%.0f', back), 'PX', math.ceil((back - now) / 1000))
redis.call('SET', KEYS[2], taken, 'PX', ARGV[5])
return {taken, 0}
