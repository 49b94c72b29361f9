-- Beat: say that we are still at a job, if it is still ours.
-- KEYS jobs   ARGV group, worker, id
-- Returns 1, or 0: it has been given to another. (A plain claim would steal it back, and both would do it.)

local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)[1]
if not pending or pending[2] ~= ARGV[2] then return 0 end
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3], 'JUSTID')
return 1
