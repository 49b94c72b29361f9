-- Hold: hold an errand on, if it is still ours; before a sending, write down when.
-- KEYS hold   ARGV holder, lease (ms), life (ms) [, when it is sent (s)]
-- Returns 1, or 0: it is not ours any more. A lease that ran out is taken anew where nobody took the errand meanwhile.

if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
local clock = redis.call('TIME')
redis.call('HSET', KEYS[1], 'until', clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[2])
if ARGV[4] then redis.call('HSET', KEYS[1], 'sent', ARGV[4]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
