-- Stores a document whatever was there. A document is "<version> <json>" in one string, so no crash can part the two.
-- KEYS: document. ARGV: json. Returns: the new version.
local current = redis.call('GET', KEYS[1])
local version = 1
if current then version = tonumber(string.match(current, '^%d+')) + 1 end
redis.call('SET', KEYS[1], string.format('%d', version) .. ' ' .. ARGV[1])
return version
