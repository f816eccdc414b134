-- Ends a reservation: what was spent is booked, what may have been billed stays counted, the rest is free again. A second settlement finds nothing to end.
-- KEYS: books. ARGV: reservation, spent, unsettled, each empty for all that was set aside. Returns: 1 when it was open or lapsed, else 0.
local entry = 'reservation\n' .. ARGV[1]
local known = redis.call('HGET', KEYS[1], entry)
if not known or known == '' then return 0 end
local amount, state, accounts = string.match(known, '^(%d+) %d+ (%a+)\n(.*)$')
local spends = tonumber(ARGV[2] == '' and amount or ARGV[2])
local doubts = tonumber(ARGV[3] == '' and amount or ARGV[3])
-- The emptied entry goes with the accounts in one command; a server killed before the last one leaves an empty entry, which is none.
local changes = { entry, '' }
for account in string.gmatch(accounts, '[^\n]+') do
  local spent, unsettled, reserved = string.match(redis.call('HGET', KEYS[1], 'account\n' .. account), '^(%d+) (%d+) (%d+)$')
  if state == 'open' then reserved = tonumber(reserved) - tonumber(amount) else unsettled = tonumber(unsettled) - tonumber(amount) end
  changes[#changes + 1] = 'account\n' .. account
  changes[#changes + 1] = string.format('%.0f %.0f %.0f', tonumber(spent) + spends, tonumber(unsettled) + doubts, tonumber(reserved))
end
redis.call('HSET', KEYS[1], unpack(changes))
redis.call('HDEL', KEYS[1], entry)
return 1
