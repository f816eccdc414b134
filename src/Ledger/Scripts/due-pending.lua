-- The names that are marked and not due yet.
-- KEYS: due times. Returns: names.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local marks = redis.call('HGETALL', KEYS[1])
local pending = {}
for i = 1, #marks, 2 do
  if tonumber(marks[i + 1]) > now then pending[#pending + 1] = marks[i] end
end
return pending
