-- Counts one more failed attempt. A failure is "<attempts> <unix ms> <cause>" in one field, so no crash can part them.
-- KEYS: failures (hash by name). ARGV: name, cause. Returns: attempts so far.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local known = redis.call('HGET', KEYS[1], ARGV[1])
local attempts = 1
if known then attempts = tonumber(string.match(known, '^%d+')) + 1 end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d %.0f %s', attempts, now, ARGV[2]))
return attempts
