-- Check: charge a try, then compare; all in one, so that a thousand guesses at once are still as many as are allowed.
-- KEYS code, failed
-- ARGV token, now (ms), hash of what was typed, most tries a code, most failures in a row, how long they lock (ms)
-- Returns -1: right, and used up; else how many tries are left, 0 when the code is spent, out of date or locked.
-- The code remembers what each token was told, so that saying it again with the same token is harmless.

local DAY = 86400000
local now, most = tonumber(ARGV[2]), tonumber(ARGV[4])

local told = redis.call('HGET', KEYS[1], ARGV[1])
if told then return tonumber(told) end

local function tell(left)
  redis.call('HSET', KEYS[1], ARGV[1], left)
  return left
end

local code = redis.call('HMGET', KEYS[1], 'hash', 'ends', 'tries')
local locked = redis.call('HGET', KEYS[2], 'until')
if locked and now < tonumber(locked) then return 0 end
if not code[1] or now >= tonumber(code[2]) or tonumber(code[3]) >= most then return 0 end

if locked then redis.call('DEL', KEYS[2]) end  -- the lock has run out, and with it what led to it
local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
local failed = redis.call('HINCRBY', KEYS[2], 'count', 1)
redis.call('PEXPIRE', KEYS[2], DAY)

if code[1] == ARGV[3] then
  redis.call('HSET', KEYS[1], 'tries', most)
  redis.call('DEL', KEYS[2])
  return tell(-1)
end
if failed >= tonumber(ARGV[5]) then
  redis.call('HSET', KEYS[2], 'until', now + tonumber(ARGV[6]))
  return tell(0)
end
return tell(math.min(most - tries, tonumber(ARGV[5]) - failed))
