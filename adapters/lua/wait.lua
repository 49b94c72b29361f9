-- Wait: keep a page that waits for the rest of its document, if this person has room for it.
-- KEYS waiting   ARGV id, sealed page, most bytes in all, life (ms)
-- Returns 1, or 0: no room. `waiting` is a hash, id -> sealed page, and lives as long as its newest page.

local held = 0
for _, page in ipairs(redis.call('HKEYS', KEYS[1])) do
  if page ~= ARGV[1] then held = held + redis.call('HSTRLEN', KEYS[1], page) end
end
if held + #ARGV[2] > tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
