-- Claim a message before it is sent, or before it is looked up: what to do with it is decided here, for one at a time.
-- KEYS message   ARGV token, lease (ms), life (ms), asked (1: its provider can be asked; 0)
-- Returns a word, a number, how long ago it was last sent (ms), and whether it has come into doubt just now (1 or 0):
--   send, 0; find, when it was last sent (ms since 1970); held, how long still (ms); else the state it is in, 0.
-- The message is a hash: s (open, intent, unknown, taken, sent, delivered, failed, refused), t and u (who is at it, and
-- until when), a (when it was last sent). Saying it again with the same token is harmless.

local m = redis.call('HMGET', KEYS[1], 's', 't', 'u', 'a')
local state, token, till, at = m[1], m[2], tonumber(m[3] or 0), tonumber(m[4] or 0)
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

if not state or state == 'open' then
  redis.call('HSET', KEYS[1], 's', 'intent', 't', ARGV[1], 'u', now + ARGV[2], 'a', now)
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return {'send', 0, 0, 0}
end
if state ~= 'intent' and state ~= 'unknown' then return {state, 0, 0, 0} end
if token == ARGV[1] then
  if state == 'intent' then return {'send', 0, 0, 0} end
  return {'find', at, now - at, 0}
end
if now < till then return {'held', till - now, now - at, 0} end

local fresh = state == 'intent' and 1 or 0  -- whoever was to send it never said what came of it
redis.call('HSET', KEYS[1], 's', 'unknown')
if ARGV[4] ~= '1' then return {'unknown', 0, now - at, fresh} end
redis.call('HSET', KEYS[1], 't', ARGV[1], 'u', now + ARGV[2])
return {'find', at, now - at, fresh}
