-- Marks one name not due for a while from now, whatever its mark was.
-- KEYS: due times. ARGV: name, for how many ms.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + tonumber(ARGV[2])))
return 1
