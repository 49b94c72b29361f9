-- Standing: how many jobs there are.
-- KEYS jobs, due, dead; again for the next slot...
-- Returns {to be done now or being done, due later, set aside}

local now, later, dead = 0, 0, 0
for i = 1, #KEYS, 3 do
  now = now + redis.call('XLEN', KEYS[i])
  later = later + redis.call('ZCARD', KEYS[i + 1])
  dead = dead + redis.call('XLEN', KEYS[i + 2])
end
return {now, later, dead}
