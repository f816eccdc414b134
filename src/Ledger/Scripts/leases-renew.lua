-- Moves the end of a lease that its holder still has; a lease that ran out is gone even if nobody took it.
-- KEYS: lease. ARGV: token, time to live in ms (0: give it back). Returns: 1 when it was held, else 0.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local held = redis.call('HMGET', KEYS[1], 'until', 'token')
if held[2] ~= ARGV[1] or tonumber(held[1]) <= now then return 0 end
redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + tonumber(ARGV[2])))
return 1
