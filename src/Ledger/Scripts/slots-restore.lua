-- Puts payloads back, but only into slots that were counted before: a restore can never invent an answer.
-- KEYS: bitmap, payloads. ARGV: index, payload, … Returns: payloads put back.
local restored = 0
for i = 1, #ARGV, 2 do
  if redis.call('GETBIT', KEYS[1], ARGV[i]) == 1 then
    restored = restored + redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1])
  end
end
return restored
