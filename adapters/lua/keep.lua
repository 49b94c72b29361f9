-- Keep: save the session in the middle of a turn, before something that must not be done twice, and hold the lane on.
-- KEYS lock, document   ARGV token, fence, sealed session, its life (ms), lease (ms)
-- Returns 1, or 0: another has taken the lane since, nothing was written.
-- A lease that ran out is taken anew where the fence says that nobody came in between.

if redis.call('HGET', KEYS[2], 'f') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[2], 'd', ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[5])
return 1
