-- One exchange between a worker and the budget that all workers of an endpoint's model share: the worker tells what became of its calls, and is granted
-- the next ones. One clock, the server's, spaces the calls of all of them (generic cell rate algorithm, ATM Forum TM 4.0, 4.4.1).
-- KEYS: budget (hash).
-- ARGV: 1 calls wanted, 2 tokens that they may take, 3 calls accepted since the last exchange, 4 calls refused (429) since then, 5 ms that the refusals ask for,
--       6 the worker's own accepted calls per second, 7 the provider's limit in requests per second (0: not told), 8 in tokens per second (0: not told),
--       9 who told, 10 the clock in ms (empty: the server's own).
-- Returns: calls granted, ms to wait before them (or before asking again when none is), requests per second (empty: no limit known), tokens per second,
--          who told.
local SLICE, CREDIT, AHEAD = 25, 100, 500       -- ms: worth of one grant; lateness that is made up for; how far ahead is granted
local DEAF, MEASURE, ENOUGH = 700, 150, 8       -- ms after the last call granted under an old rate that refusals may still be its; ms, and answers, that a congestion is measured by
local FLOOR, LONGEST_PAUSE = 0.02, 60000        -- slowest rate, longest rest

local unpack = unpack or table.unpack           -- Redis speaks Lua 5.1, Garnet 5.4
local now = tonumber(ARGV[10])
if not now then
  local clock = redis.call('TIME')
  now = tonumber(clock[1]) * 1000 + tonumber(clock[2]) / 1000
end
local wanted, tokens, accepted, refused = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local told, toldTokens = tonumber(ARGV[7]), tonumber(ARGV[8])

local names = { 'rate', 'ceiling', 'tokens', 'next', 'nextTokens', 'starting', 'congested', 'deaf', 'first', 'window', 'got', 'best', 'ok', 'no', 'grown', 'pause', 'source' }
local stored = redis.call('HMGET', KEYS[1], unpack(names))
local known = {}
for i = 1, #names do known[names[i]] = tonumber(stored[i]) or 0 end
local source = stored[17] or ''
if not stored[17] and refused == 0 and told == 0 and toldTokens == 0 then return { wanted, 0, '', '0', '' } end

-- What the provider says of itself. A lower limit holds at once; a higher one is taken up at once unless its refusals have just said otherwise.
if told > 0 and (known.ceiling == 0 or math.abs(told / known.ceiling - 1) > 0.02) then
  known.ceiling = told
  if known.rate == 0 or known.rate > told or now - known.congested > 5000 then known.rate = told end
  known.starting, known.deaf, known.no = 0, math.max(now, known.next) + DEAF, 0
end
if toldTokens > 0 then known.tokens = toldTokens end
if told > 0 or toldTokens > 0 then source = ARGV[9] end

-- What its answers say: from the first refusal on their share is measured, and then the rate goes down by that share, once for all workers
-- (as DCTCP does, RFC 8257: a provider that refuses a tenth is asked a tenth less, one that refuses most of it half).
if refused > 0 then
  -- Retry-After counts whole seconds, so one second is its way to say "a moment"; more is meant for everybody.
  local rest = math.min(tonumber(ARGV[5]), LONGEST_PAUSE)
  if rest > 1000 then known.pause = math.max(known.pause, now + rest) end
end
-- The most that was taken in a second is remembered: a rate that fell too low, by refusals that were still an older one's, soon finds back to it.
known.got = known.got + accepted
if now - known.window >= 1000 then
  if now - known.window < 3000 then known.best = math.max(known.best, known.got * 1000 / (now - known.window)) end
  known.window, known.got = now, 0
end
if known.rate == 0 then
  if refused > 0 then
    known.best = tonumber(ARGV[6])
    known.rate, known.starting, known.congested, known.deaf = math.max(1, known.best / 2), 1, now, now + DEAF
    if source == '' then source = 'refusals' end
  end
elseif now >= known.deaf then
  if known.no > 0 then
    known.ok, known.no = known.ok + accepted, known.no + refused
  elseif refused > 0 then
    known.ok, known.no, known.first = accepted, refused, now
  end
  -- A slow budget takes longer to say how large the share is: eight answers, two seconds at most.
  if known.no > 0 and now - known.first >= math.max(MEASURE, math.min(2000, ENOUGH * 1000 / known.rate)) then
    local kept = 1 - known.no / (known.ok + known.no)
    known.rate = math.max(FLOOR, known.rate * math.min(0.95, math.max(0.5, kept)))
    known.best, known.got, known.window = math.min(known.best, math.max(known.best * 0.7, known.rate)), 0, now
    known.starting, known.congested, known.deaf, known.ok, known.no = 0, now, math.max(now, known.next) + DEAF, 0, 0
  end
end

-- When the next call may go, and whether somebody has to wait for that: only then is more worth trying.
local limited = known.rate > 0
local start = now
if limited then start = math.max(known.next, now - CREDIT) end
if limited and start > now and known.no == 0 and now >= known.deaf and now >= known.pause then
  local passed = math.min(now - known.grown, 1000) / 1000
  if known.starting == 1 then
    known.rate = known.rate * 4 ^ passed
  else
    -- A hundredth a second, and more the longer nothing was refused (convex, as CUBIC is, RFC 9438); sooner where a told limit is known to lie above.
    local calm = (now - known.congested) / 1000
    local haste = (calm - 15) / 5
    if known.ceiling > 0 then haste = calm - 2 end
    local growth = math.min(0.25, 0.01 * 2 ^ math.max(0, haste))
    if known.rate < 0.9 * known.best then growth = 0.5 end
    known.rate = known.rate * (1 + passed * growth)
  end
  if known.ceiling > 0 then known.rate = math.min(known.rate, known.ceiling) end
end
known.grown = now

-- The grant.
local begin = math.max(start, known.pause)
if known.tokens > 0 then begin = math.max(begin, known.nextTokens) end
local granted, wait = wanted, math.max(0, begin - now)
if wanted > 0 and wait > AHEAD then
  granted, wait = 0, wait - AHEAD / 2
elseif wanted > 0 then
  local each = tokens / wanted
  if limited then granted = math.min(granted, math.max(1, math.floor(known.rate * SLICE / 1000))) end
  if known.tokens > 0 and each > 0 then granted = math.min(granted, math.max(1, math.floor(known.tokens / each * SLICE / 1000))) end
  if limited then known.next = begin + granted * 1000 / known.rate end
  if known.tokens > 0 then known.nextTokens = math.max(known.nextTokens, now - 1000) + granted * each * 1000 / known.tokens end
end

local kept = {}
for i = 1, #names - 1 do
  kept[#kept + 1] = names[i]
  kept[#kept + 1] = string.format('%.6f', known[names[i]])
end
redis.call('HSET', KEYS[1], 'source', source, unpack(kept))
redis.call('PEXPIRE', KEYS[1], 3600000)
local rate = ''
if limited then rate = string.format('%.6f', known.rate) end
return { granted, math.ceil(wait), rate, string.format('%.6f', known.tokens), source }
