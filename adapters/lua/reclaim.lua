-- Reclaim: jobs whose worker has been silent too long are handed to this one; those handed out too often are set aside.
-- KEYS jobs, dead; again for the next slot...
-- ARGV group, worker, silence (ms), most jobs to hand out, most times a job is handed out
-- Returns {jobs, age}: {stream, id, sealed job}... and how old the oldest job in these streams is (ms).

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local room, found, age = tonumber(ARGV[4]), {}, 0

local function set_aside(jobs, dead, id, job)
  redis.call('XADD', dead, '*', 'j', job, 'why', 'handed out too often: the worker breaks off or is killed each time')
  redis.call('XACK', jobs, ARGV[1], id)
  redis.call('XDEL', jobs, id)
end

for i = 1, #KEYS, 2 do
  local jobs, dead = KEYS[i], KEYS[i + 1]
  local oldest = redis.call('XRANGE', jobs, '-', '+', 'COUNT', 1)[1]
  if oldest then
    age = math.max(age, now - tonumber(string.match(oldest[1], '^%d+')))
    local got = room > 0 and redis.pcall('XAUTOCLAIM', jobs, ARGV[1], ARGV[2], ARGV[3], '0-0', 'COUNT', room) or {}
    for _, entry in ipairs(not got.err and got[2] or {}) do
      if entry and entry[2] then  -- before Redis 7 a deleted entry leaves a gap
        local times = redis.call('XPENDING', jobs, ARGV[1], entry[1], entry[1], 1)[1][4]
        if times > tonumber(ARGV[5]) then
          set_aside(jobs, dead, entry[1], entry[2][2])
        else
          found[#found + 1] = {jobs, entry[1], entry[2][2]}
          room = room - 1
        end
      end
    end
  end
end
return {found, age}
