-- Save: end a turn. Document, reply and jobs are written together or not at all, and the lane is given back.
-- KEYS lock, document, reply, jobs
-- ARGV token, fence, field (d: a session; p: a pointer, which replaces the session), its sealed value, its life (ms),
--      sealed reply, its life (ms), sealed job...
-- Returns the reply that is stored, or false: another has taken the lane since, and nothing was written.
-- A reply already stored is the one that counts: either ours was lost on the way and is said again, or another heard
-- the same message and was first.

local function unlock()
  if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
end

local reply = redis.call('GET', KEYS[3])
if reply then
  unlock()
  return reply
end
if redis.call('HGET', KEYS[2], 'f') ~= ARGV[2] then return false end

redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
if ARGV[3] == 'p' then redis.call('HDEL', KEYS[2], 'd') end
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('SET', KEYS[3], ARGV[6], 'PX', ARGV[7])
for i = 8, #ARGV do redis.call('XADD', KEYS[4], '*', 'j', ARGV[i]) end
unlock()
return ARGV[6]
