-- Load: take a person's lane and read what we know of them.
-- KEYS lock, document, reply   ARGV token, lease (ms), life of an unsaved document (ms), life of a pointer (ms)
-- Returns {"reply", sealed reply}: this message was heard before, nothing must run;
--         {"moved", sealed pointer}: this account speaks for another person, nothing is locked;
--         {"wait", ms}: another holds the lane, for at most so long;
--         {"go", fence, sealed session or false}: the lane is ours.
-- Saying it again with the same token is harmless: it finds its own lock, and the same fence.

local reply = redis.call('GET', KEYS[3])
if reply then return {'reply', reply} end

local known = redis.call('HMGET', KEYS[2], 'f', 'd', 'p')
if known[3] then
  redis.call('PEXPIRE', KEYS[2], ARGV[4])  -- in use, so kept; a process asks once and remembers, so this is rare
  return {'moved', known[3]}
end

local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return {'go', tonumber(known[1]), known[2]}
end
if holder then return {'wait', redis.call('PTTL', KEYS[1])} end

redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local fence = redis.call('HINCRBY', KEYS[2], 'f', 1)
if not known[1] then redis.call('PEXPIRE', KEYS[2], ARGV[3]) end  -- a stranger whose turn is never saved leaves no trace
return {'go', fence, known[2]}
