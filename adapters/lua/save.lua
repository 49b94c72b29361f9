-- Save: end a turn. Document, reply, jobs and duties are written together or not at all, and the lane is given back.
-- KEYS lock, document, reply, jobs, due, duties, transcript, data key, hold of an errand that has had its answer...
-- ARGV token, fence, field (d: a session; p: a pointer, which replaces the session), its sealed value, its life (ms),
--      sealed reply, its life (ms), life of the data key (ms), the data key sealed anew ("": as it is), number of jobs, sealed job..., number of lines of the transcript, sealed line...,
--      number of duties, (its name, due in (ms), sealed job)..., name of a duty that nobody needs any more...
-- Returns the reply that is stored, or false: another has taken the lane since, and nothing was written.
-- A reply already stored is the one that counts: either ours was lost on the way and is said again, or another heard
-- the same message and was first.
-- The fence is raised: a Keep of this turn that was said twice may still be on its way, and must not undo the turn.

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
redis.call('HINCRBY', KEYS[2], 'f', 1)
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('SET', KEYS[3], ARGV[6], 'PX', ARGV[7])
redis.call('PEXPIRE', KEYS[8], ARGV[8])
if ARGV[9] ~= '' then redis.call('SET', KEYS[8], ARGV[9], 'XX', 'KEEPTTL') end
for i = 9, #KEYS do redis.call('DEL', KEYS[i]) end

local at = 11
for i = at, at + ARGV[10] - 1 do redis.call('XADD', KEYS[4], '*', 'j', ARGV[i]) end
at = at + ARGV[10]
local lines = tonumber(ARGV[at] or '0')
for i = at + 1, at + lines do redis.call('XADD', KEYS[7], '*', 'l', ARGV[i]) end
if lines > 0 then redis.call('PEXPIRE', KEYS[7], ARGV[5]) end
at = at + lines + 1
local duties = tonumber(ARGV[at] or '0')
if duties > 0 then
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  for i = at + 1, at + 3 * duties, 3 do
    if redis.call('ZADD', KEYS[5], 'NX', now + ARGV[i + 1], ARGV[i]) == 1 then
      redis.call('HSET', KEYS[6], ARGV[i], ARGV[i + 2])
    end
  end
end
for i = at + 3 * duties + 1, #ARGV do
  redis.call('ZREM', KEYS[5], ARGV[i])
  redis.call('HDEL', KEYS[6], ARGV[i])
end
unlock()
return ARGV[6]
