-- Takes a lease that is free or has run out. The key outlives its holders: the fencing token must never go back.
-- KEYS: lease (hash: owner, token, until). ARGV: owner, time to live in ms. Returns: the new token, or 0 when held.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local held = redis.call('HMGET', KEYS[1], 'until', 'token')
if held[1] and tonumber(held[1]) > now then return 0 end
local token = (held[2] and tonumber(held[2]) or 0) + 1
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'token', string.format('%d', token),
  'until', string.format('%.0f', now + tonumber(ARGV[2])))
return token
