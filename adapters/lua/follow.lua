-- Follow: keep what we know of a loan, and give out the notices it calls for, unless it was kept anew meanwhile.
-- KEYS loans, jobs   ARGV field, version we read, sealed loan, life of the person's loans (ms), sealed job...
-- Returns 1, or 0: another was first, and nothing was written. (Or our own words, whose reply was lost: who looks again
-- finds everything in order.)

local version = ARGV[1] .. ':v'
if (redis.call('HGET', KEYS[1], version) or '0') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('HINCRBY', KEYS[1], version, 1)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
for i = 5, #ARGV do redis.call('XADD', KEYS[2], '*', 'j', ARGV[i]) end
return 1
