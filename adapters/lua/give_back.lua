-- Give back: a guess that was charged has certainly never reached the lender. A lock that fell with it is lifted.
-- KEYS guesses, lock, pin   ARGV token
-- Returns 1, or 0: nothing was charged under that token.

redis.call('ZREM', KEYS[3], ARGV[1])
if redis.call('HGET', KEYS[2], 'by') == ARGV[1] then
  redis.call('HINCRBY', KEYS[2], 'locks', -1)
  redis.call('HDEL', KEYS[2], 'until', 'by')
end
return redis.call('ZREM', KEYS[1], ARGV[1])
