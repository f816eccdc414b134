-- Puts an entry at the head of a journal and lets the oldest go.
-- KEYS: journal (list, the newest first). ARGV: entry, how many are kept. Returns: entries there are now.
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], 0, tonumber(ARGV[2]) - 1)
return redis.call('LLEN', KEYS[1])
