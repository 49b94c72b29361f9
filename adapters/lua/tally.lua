-- Tally: add to an hour's figures. Said twice, it adds once.
-- KEYS figures   ARGV process, number of its batch, life (s), name, by; and so on
-- Returns 1, or 0: this batch is in it already.

local said = 'said:' .. ARGV[1]
if redis.call('HGET', KEYS[1], said) == ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], said, ARGV[2])
for i = 4, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
