-- Rekey: a person's data key, sealed anew, in place of the same key as it was; its life stays.
-- KEYS key   ARGV as it was, as it shall be
-- Returns 1, or 0: it is another by now, or gone.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
