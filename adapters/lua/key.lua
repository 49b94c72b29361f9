-- Key: a person's data key, put there where there was none, and kept from now on for its whole life.
-- KEYS key   ARGV a key made for them, its life (ms)
-- Returns the key there is. Saying it again finds the one put there before.

redis.call('SET', KEYS[1], ARGV[1], 'NX')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('GET', KEYS[1])
