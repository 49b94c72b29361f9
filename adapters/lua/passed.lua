-- Passed: a line was passed on to one side; write down how far it came, and what else is known of it.
-- KEYS lease, handover (hash)   ARGV token, lease (ms), life (ms), field, its value, field, its value...
-- Returns 1, or false where the lease is another's by now: then nothing is written.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return false end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[2], unpack(ARGV, 4))
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
