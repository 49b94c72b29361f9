-- Let go: hold an errand no longer, if it is ours, and leave behind when it was last sent.
-- KEYS hold   ARGV holder, when it was sent (s; 0: never)

if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'sent', ARGV[2])
return redis.call('HDEL', KEYS[1], 'holder', 'until')
