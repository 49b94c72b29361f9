-- Done: a job has ended, and takes its entry with it; what is to follow is written in the same breath.
-- KEYS jobs, due, duties, dead
-- ARGV group, id [, "later", name, due in (ms), sealed job] or [, "dead", sealed job, why]
-- Returns 1, or 0: it had ended already, nothing was written.

if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('XDEL', KEYS[1], ARGV[2])
if ARGV[3] == 'later' then
  local clock = redis.call('TIME')
  local due = clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[5]
  if redis.call('ZADD', KEYS[2], 'NX', due, ARGV[4]) == 1 then redis.call('HSET', KEYS[3], ARGV[4], ARGV[6]) end
elseif ARGV[3] == 'dead' then
  redis.call('XADD', KEYS[4], '*', 'j', ARGV[4], 'why', ARGV[5])
end
return 1
