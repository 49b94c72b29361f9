-- Move: what came of sending a message, or what is told of it. It only ever gets further.
-- KEYS message   ARGV state, token ("": it is told, not ours to say)
-- Returns 1 if it moved. Nothing is made of a message we do not know, or of what was known already.
-- Two ways lead back, and only for whoever holds the claim: `open` (it was certainly not taken), and `unknown`, which
-- lets go of the claim.

local RANK = {open = 0, intent = 1, unknown = 2, taken = 3, sent = 4, delivered = 5, failed = 5, refused = 5}
local m = redis.call('HMGET', KEYS[1], 's', 't')
local state = m[1]
if not state then return 0 end

if ARGV[1] == 'open' or ARGV[1] == 'unknown' then
  if m[2] ~= ARGV[2] or RANK[state] < 1 or RANK[state] > 2 then return 0 end
  redis.call('HSET', KEYS[1], 's', ARGV[1], 'u', 0)
  redis.call('HDEL', KEYS[1], 't')
  return state == ARGV[1] and 0 or 1
end
if RANK[ARGV[1]] <= RANK[state] then return 0 end
redis.call('HSET', KEYS[1], 's', ARGV[1])
return 1
