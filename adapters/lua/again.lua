-- Again: a job that was set aside goes back to the workers.
-- KEYS dead, jobs   ARGV id, sealed job
-- Returns 1, or 0: it is not there any more.

if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[2], '*', 'j', ARGV[2])
return 1
