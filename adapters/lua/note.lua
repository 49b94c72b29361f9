-- Note: add a line to a day of the trail.
-- KEYS stream   ARGV sealed line, life of the whole day (s)

redis.call('XADD', KEYS[1], '*', 'e', ARGV[1])
return redis.call('EXPIRE', KEYS[1], ARGV[2])
