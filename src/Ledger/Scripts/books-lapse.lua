-- Counts what was set aside by those who did not come back in time as money that may have been billed. It still counts against every limit, and who comes back late settles it.
-- KEYS: books. Returns: reservations that lapsed.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local fields = redis.call('HGETALL', KEYS[1])
local lapsed = 0
for i = 1, #fields, 2 do
  local amount, lapses, accounts = string.match(fields[i + 1], '^(%d+) (%d+) open\n(.*)$')
  if amount and tonumber(lapses) <= now then
    local changes = { fields[i], amount .. ' ' .. lapses .. ' lapsed\n' .. accounts }
    for account in string.gmatch(accounts, '[^\n]+') do
      local spent, unsettled, reserved = string.match(redis.call('HGET', KEYS[1], 'account\n' .. account), '^(%d+) (%d+) (%d+)$')
      changes[#changes + 1] = 'account\n' .. account
      changes[#changes + 1] = spent .. ' ' .. string.format('%.0f %.0f', tonumber(unsettled) + tonumber(amount), tonumber(reserved) - tonumber(amount))
    end
    redis.call('HSET', KEYS[1], unpack(changes))
    lapsed = lapsed + 1
  end
end
return lapsed
