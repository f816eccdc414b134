-- Writes answers into their slots: the first write of an index wins, later ones are counted and dropped.
-- KEYS: bitmap, payloads. ARGV: index, payload, index, payload, … Returns: written, duplicates, bits set in all.
local duplicates = 0
for i = 1, #ARGV, 2 do
  -- The bit decides, not the payload: payloads leave once they are in Parquet, the bit stays.
  if redis.call('GETBIT', KEYS[1], ARGV[i]) == 1 then
    duplicates = duplicates + 1
  else
    -- Payload before bit: a server killed between the two forgets the slot's bit and asks for it again,
    -- where the other order would count an answer that nobody has.
    redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1])
    redis.call('SETBIT', KEYS[1], ARGV[i], 1)
  end
end
return { #ARGV / 2 - duplicates, duplicates, redis.call('BITCOUNT', KEYS[1]) }
