-- Fetch: what has fallen due goes into the outbox streams, and new jobs are handed to this worker.
-- KEYS due, duties, jobs; again for the next slot...   ARGV group, worker, most jobs to hand out
-- Returns {stream, id, sealed job}... Handed out means pending: whoever does not end a job loses it by reclaim.lua.

local MOVED_AT_ONCE = 100
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local room, found = tonumber(ARGV[3]), {}

local function read(jobs)
  return redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', room, 'STREAMS', jobs, '>')
end

for i = 1, #KEYS, 3 do
  local due, duties, jobs = KEYS[i], KEYS[i + 1], KEYS[i + 2]
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, MOVED_AT_ONCE)) do
    local job = redis.call('HGET', duties, name)
    if job then redis.call('XADD', jobs, '*', 'j', job) end
    redis.call('ZREM', due, name)
    redis.call('HDEL', duties, name)
  end
  if room > 0 and redis.call('EXISTS', jobs) == 1 then
    local got = read(jobs)
    if got and got.err then
      redis.call('XGROUP', 'CREATE', jobs, ARGV[1], '0')
      got = read(jobs)
    end
    for _, entry in ipairs(got and got[1][2] or {}) do
      found[#found + 1] = {jobs, entry[1], entry[2][2]}
      room = room - 1
    end
  end
end
return found
