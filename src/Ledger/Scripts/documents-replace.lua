-- Compare and set: stores a document only over the version its writer has seen (0: over nothing).
-- KEYS: document. ARGV: expected version, json. Returns: 1 when stored, 0 when somebody was first.
local current = redis.call('GET', KEYS[1])
local version = 0
if current then version = tonumber(string.match(current, '^%d+')) end
if version ~= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], string.format('%d', version + 1) .. ' ' .. ARGV[2])
return 1
