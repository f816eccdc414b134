-- Marks names not due for a while from now, whatever their marks were.
-- KEYS: due times. ARGV: for how many ms, name, name, …
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local due = string.format('%.0f', now + tonumber(ARGV[1]))
for i = 2, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], due) end
return 1
