-- Keep: save the session in the middle of a turn, before something that must not be done twice, and hold the lane on.
-- KEYS lock, document, hold, due, duties, data key
-- ARGV token, fence, sealed session, its life (ms), lease (ms)
--      [, holder, hold's lease (ms), when it is sent (s; 0: not yet) [, duty's name, due in (ms), sealed job]]
-- With a holder, the errand is held for that process, and what was sent before is told; with a duty, a job falls due
-- that finishes the errand if we do not.
-- Returns false: another has taken the lane since; -1: another process has this errand under way; in both cases
-- nothing was written. Else when it was sent before (s; 0: never), and all is written.
-- A lease that ran out is taken anew where the fence says that nobody came in between.

if redis.call('HGET', KEYS[2], 'f') ~= ARGV[2] then return false end

local before = 0
if ARGV[6] then
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  local hold = redis.call('HMGET', KEYS[3], 'holder', 'until', 'sent', 'by')
  if hold[1] and hold[1] ~= ARGV[6] and tonumber(hold[2]) > now then return -1 end
  local said_before = hold[4] == ARGV[1] and hold[3] == ARGV[8]  -- our own words: the reply to them was lost
  before = said_before and 0 or tonumber(hold[3] or '0')
  redis.call('HSET', KEYS[3], 'holder', ARGV[6], 'until', now + ARGV[7])
  if before == 0 then redis.call('HSET', KEYS[3], 'sent', ARGV[8], 'by', ARGV[1]) end
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
  if ARGV[9] and redis.call('ZADD', KEYS[4], 'NX', now + ARGV[10], ARGV[9]) == 1 then
    redis.call('HSET', KEYS[5], ARGV[9], ARGV[11])
  end
end

redis.call('HSET', KEYS[2], 'd', ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local opens = redis.call('PTTL', KEYS[6])  -- of a key made in this very turn, not long
if opens < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[6], ARGV[4]) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[5])
return before
