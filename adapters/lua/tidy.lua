-- Tidy: forget workers that have been silent for long and hold no job.
-- KEYS jobs...   ARGV group, silence (ms)

for _, jobs in ipairs(KEYS) do
  local workers = redis.pcall('XINFO', 'CONSUMERS', jobs, ARGV[1])
  for _, worker in ipairs(not workers.err and workers or {}) do
    local told = {}
    for i = 1, #worker, 2 do told[worker[i]] = worker[i + 1] end
    if told.pending == 0 and told.idle > tonumber(ARGV[2]) then
      redis.call('XGROUP', 'DELCONSUMER', jobs, ARGV[1], told.name)
    end
  end
end
return 1
