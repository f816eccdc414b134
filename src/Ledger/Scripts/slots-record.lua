-- Writes answers into their slots: the first write of an index wins, later ones are counted and dropped.
-- KEYS: bitmap, payloads. ARGV: index, payload, index, payload, … Returns: written, duplicates, bits set in all.
local asks = {}
for i = 1, #ARGV, 2 do
  asks[#asks + 1] = 'GET'
  asks[#asks + 1] = 'u1'
  asks[#asks + 1] = ARGV[i]
end
-- The bit decides, not the payload: payloads leave once they are in Parquet, the bit stays.
local bits = #asks > 0 and redis.call('BITFIELD', KEYS[1], unpack(asks)) or {}
local payloads, marks, taken = {}, {}, {}
for i = 1, #ARGV, 2 do
  local index = ARGV[i]
  if bits[(i + 1) / 2] == 0 and not taken[index] then
    taken[index] = true
    payloads[#payloads + 1] = index
    payloads[#payloads + 1] = ARGV[i + 1]
    marks[#marks + 1] = 'SET'
    marks[#marks + 1] = 'u1'
    marks[#marks + 1] = index
    marks[#marks + 1] = 1
  end
end
local written = #payloads / 2
if written > 0 then
  -- Payloads before bits: a server killed between the two forgets the slots' bits and asks for them again,
  -- where the other order would count answers that nobody has.
  redis.call('HSET', KEYS[2], unpack(payloads))
  redis.call('BITFIELD', KEYS[1], unpack(marks))
end
return { written, #ARGV / 2 - written, redis.call('BITCOUNT', KEYS[1]) }
