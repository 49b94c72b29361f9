-- Lines: take the passing on of a person's transcript to one side, and read what has not been passed on to it yet.
-- KEYS lease, handover (hash), transcript (stream)   ARGV token, lease (ms), field of how far it came, most lines
-- Returns false where another is at it, else {how far it came, {id, sealed line}...}.
-- Saying it again with the same token is harmless: it finds its own lease.

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return false end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local came = redis.call('HGET', KEYS[2], ARGV[3]) or '0'
local found = {came}
for _, entry in ipairs(redis.call('XRANGE', KEYS[3], '(' .. came, '+', 'COUNT', ARGV[4])) do
  table.insert(found, {entry[1], entry[2][2]})
end
return found
