-- Forget: erase a person, their data key first of all. The fence stays, raised, so that a turn still under way cannot
-- write them back; and that they were erased, so that who comes back at once has no new rations.
-- KEYS lock, document, data key   ARGV life of the fence (ms)

redis.call('DEL', KEYS[3])
redis.call('DEL', KEYS[1])
redis.call('HDEL', KEYS[2], 'd', 'p')
redis.call('HINCRBY', KEYS[2], 'f', 1)
redis.call('HSET', KEYS[2], 'x', 1)
return redis.call('PEXPIRE', KEYS[2], ARGV[1])
