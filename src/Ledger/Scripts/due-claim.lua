-- Claims the names that are free or due, and marks them not due again for a while. One clock, the server's, judges all workers.
-- KEYS: due times (hash: name -> unix ms). ARGV: for how many ms, whether names that are marked and due count too (1 or 0), name, name, …
-- Returns: the claimed positions, from 1.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local due = string.format('%.0f', now + tonumber(ARGV[1]))
local claimed = {}
for i = 3, #ARGV do
  local mark = redis.call('HGET', KEYS[1], ARGV[i])
  if not mark or (ARGV[2] == '1' and tonumber(mark) <= now) then
    redis.call('HSET', KEYS[1], ARGV[i], due)
    claimed[#claimed + 1] = i - 2
  end
end
return claimed
