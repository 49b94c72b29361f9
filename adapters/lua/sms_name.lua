-- Name: a provider's id belongs to this message of ours, from now on.
-- KEYS id   ARGV mark, life (ms)
-- Returns {1, what was told of it before we knew, or ""}, or {0, ""}: it is another message's.

local mark = redis.call('HGET', KEYS[1], 'm')
if mark and mark ~= ARGV[1] then return {0, ''} end
redis.call('HSET', KEYS[1], 'm', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {1, redis.call('HGET', KEYS[1], 's') or ''}
