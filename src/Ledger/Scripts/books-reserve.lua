-- Sets money aside in several accounts at once, if it is within every limit. All of the books are one hash, so that one command changes all of an entry.
-- KEYS: books (hash: account -> "spent unsettled reserved", limit, reservation -> "amount until state accounts…"). ARGV: reservation, amount, for how many ms, account, …
-- Returns: 1 (set aside, now or before), 0 (in the way are only reservations of others), or -1 (too little is left), and the position of the account that refuses.
local entry = 'reservation\n' .. ARGV[1]
local known = redis.call('HGET', KEYS[1], entry)
if known and known ~= '' then return { 1, 0 } end
local clock = redis.call('TIME')
local lapses = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000) + tonumber(ARGV[3])
local amount = tonumber(ARGV[2])
local changes = { entry, string.format('%.0f %.0f open', amount, lapses) }
local waits = 0
for i = 4, #ARGV do
  local held = redis.call('HMGET', KEYS[1], 'account\n' .. ARGV[i], 'limit\n' .. ARGV[i])
  local spent, unsettled, reserved = string.match(held[1] or '0 0 0', '^(%d+) (%d+) (%d+)$')
  if held[2] then
    local left = tonumber(held[2]) - tonumber(spent) - tonumber(unsettled)
    if amount > left then return { -1, i - 3 } end
    if amount > left - tonumber(reserved) and waits == 0 then waits = i - 3 end
  end
  changes[2] = changes[2] .. '\n' .. ARGV[i]
  changes[#changes + 1] = 'account\n' .. ARGV[i]
  changes[#changes + 1] = spent .. ' ' .. unsettled .. ' ' .. string.format('%.0f', tonumber(reserved) + amount)
end
if waits > 0 then return { 0, waits } end
redis.call('HSET', KEYS[1], unpack(changes))
return { 1, 0 }
