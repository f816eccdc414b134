-- Puts a name at the end of a list that does not have it.
-- KEYS: list. ARGV: name. Returns: 1, or 0 where it was there already.
for _, name in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  if name == ARGV[1] then return 0 end
end
redis.call('RPUSH', KEYS[1], ARGV[1])
return 1
