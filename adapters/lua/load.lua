-- Load: take a person's lane and read what we know of them.
-- KEYS lock, document, reply, data key, bucket
-- ARGV token, lease (ms), life of an unsaved document (ms), life of a pointer (ms), a data key for whoever has none ("":
--      data keys lie elsewhere)
--      [, time in which one turn more may be had (us), how many at once]: none, and turns are not counted
-- Returns {"reply", sealed reply, data key}: this message was heard before, nothing must run;
--         {"moved", sealed pointer, data key}: this account speaks for another person, nothing is locked;
--         {"wait", ms}: another holds the lane, for at most so long;
--         {"over", ms}: too many turns at once, nothing is locked, come again then;
--         {"go", fence, sealed session or false, whether they were erased of late, data key}: the lane is ours.
-- Saying it again with the same token is harmless: it finds its own lock, and the same fence.

local key = redis.call('GET', KEYS[4])
local readable = key or ARGV[5] == ''  -- what is left of somebody erased is no more than if it were not there

local reply = redis.call('GET', KEYS[3])
if reply and readable then return {'reply', reply, key} end

local known = redis.call('HMGET', KEYS[2], 'f', 'd', 'p', 'x')
if known[3] and readable then
  -- in use, so kept, and the key that opens it; a process asks once and remembers, so this is rare
  redis.call('PEXPIRE', KEYS[2], ARGV[4])
  if redis.call('PTTL', KEYS[4]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[4], ARGV[4]) end
  return {'moved', known[3], key}
end

local function go(fence)
  if not readable then
    key = ARGV[5]
    redis.call('SET', KEYS[4], key, 'PX', ARGV[3])
    redis.call('DEL', KEYS[3])  -- the new key must not be tried on what only the old one opened
    redis.call('HDEL', KEYS[2], 'd', 'p')
    known[2] = false
  end
  return {'go', fence, known[2], known[4], key}
end

local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return go(tonumber(known[1]))
end
if holder then return {'wait', redis.call('PTTL', KEYS[1])} end

if ARGV[6] then  -- as gcra.lua does, with the lock for its memory of what was said
  local clock, each = redis.call('TIME'), tonumber(ARGV[6])
  local now = clock[1] * 1000000 + clock[2]
  local back = math.max(tonumber(redis.call('GET', KEYS[5]) or 0), now) + each
  local wait = back - now - ARGV[7] * each
  if wait > 0 then return {'over', math.ceil(wait / 1000)} end
  redis.call('SET', KEYS[5], string.format('%.0f', back), 'PX', math.ceil((back - now) / 1000))
end

redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local fence = redis.call('HINCRBY', KEYS[2], 'f', 1)
if not known[1] then redis.call('PEXPIRE', KEYS[2], ARGV[3]) end  -- a stranger whose turn is never saved leaves no trace
return go(fence)
