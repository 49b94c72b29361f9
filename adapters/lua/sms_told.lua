-- Told: a provider tells of one of its ids; whose is it?
-- KEYS id   ARGV state, how long to keep it where we do not know the id yet (ms)
-- Returns the mark of our message, or "": a report may be quicker than the answer to the sending, so it waits a little.

local RANK = {taken = 1, sent = 2, delivered = 3, failed = 3}
local m = redis.call('HMGET', KEYS[1], 'm', 's')
if m[1] then return m[1] end
if not m[2] or RANK[ARGV[1]] > RANK[m[2]] then
  redis.call('HSET', KEYS[1], 's', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return ''
