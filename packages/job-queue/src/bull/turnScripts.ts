import { script } from '@pitwall/runtime';

/**
 * KEYS[1] holds, by the base of each band, the turn it has come to (`now`) and the newest job that
 * took one (`newest`); the sorted set beside it holds the last turn of each tenant that is ahead of
 * `now`. KEYS[2]: prioritized, with the scores that BullMQ gives. ARGV[1]: what stands before an id
 * in the key of its hash.
 */
const TURNS = `
local SCORES = 0x100000000
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
local function whole(number) return string.format('%.0f', number) end
local function bandAt(base, due)
  return {base = tonumber(base), due = tonumber(due), tenants = KEYS[1] .. ':' .. base}
end
local function waiting(band, from, to, limit)
  return redis.call('ZRANGEBYSCORE', KEYS[2], whole(from * SCORES), '(' .. whole(to * SCORES),
    'WITHSCORES', 'LIMIT', 0, limit)
end
local function lastOfAll(band)
  return tonumber(redis.call('ZREVRANGE', band.tenants, 0, 0, 'WITHSCORES')[2]) or 0
end

-- A turn is taken before its job is added: that none waits does not mean that all have been handed
-- out. They have when the newest is there, or will never come.
local function isIdle(band)
  local newest = redis.call('HGET', KEYS[1], 'newest:' .. band.base)
  if not newest then return false end
  local id, atMs = string.match(newest, '^(.*) (%d+)$')
  return redis.call('EXISTS', ARGV[1] .. id) == 1 or nowMs - tonumber(atMs) > 1000
end

local function turnOf(band)
  local now = math.max(band.base, tonumber(redis.call('HGET', KEYS[1], 'now:' .. band.base)) or 0)
  local head = waiting(band, band.base, band.due, 1)[2]
  if head then return math.max(now, math.floor(tonumber(head) / SCORES)) end
  if isIdle(band) then return math.max(now, lastOfAll(band)) end
  return now
end

local function takeTurn(band, now, tenant)
  local last = tonumber(redis.call('ZSCORE', band.tenants, tenant)) or 0
  local turn = math.min(math.max(last, now) + 1, band.due - 1)
  redis.call('ZADD', band.tenants, turn, tenant)
  return turn
end

local function keep(band, now)
  redis.call('HSET', KEYS[1], 'now:' .. band.base, now)
  redis.call('ZREMRANGEBYSCORE', band.tenants, '-inf', now)
end

local function putAt(id, priority, counterKey)
  local score = priority * SCORES + redis.call('INCR', counterKey) % SCORES
  redis.call('ZADD', KEYS[2], whole(score), id)
end
`;

/**
 * ARGV: base and due of a band, then tenant and BullMQ's id of each job in turns. Returns the turn
 * the band has come to, then that of each job.
 */
export const TAKE_TURNS = script(`${TURNS}
local band = bandAt(ARGV[2], ARGV[3])
local now = turnOf(band)
local reply = {now}
for i = 4, #ARGV, 2 do reply[#reply + 1] = takeTurn(band, now, ARGV[i]) end
keep(band, now)
redis.call('HSET', KEYS[1], 'newest:' .. band.base, ARGV[#ARGV] .. ' ' .. whole(nowMs))
return reply`);

/**
 * KEYS[3]: BullMQ's counter. ARGV: how many of a band at most, then base and due of each. Gives a
 * turn to what waits behind every turn that was given: jobs that come due, and those that were added
 * with a turn from before the band was moved back.
 */
export const SETTLE_DUE = script(`${TURNS}
for i = 3, #ARGV, 2 do
  local band = bandAt(ARGV[i], ARGV[i + 1])
  local stored = tonumber(redis.call('HGET', KEYS[1], 'now:' .. band.base)) or band.base
  local behind = math.max(stored, lastOfAll(band)) + 1
  local due = waiting(band, math.min(behind, band.due), band.due + 1, ARGV[2])
  local now = #due > 0 and turnOf(band)
  for j = 1, #due, 2 do
    local job = ARGV[1] .. due[j]
    local data = redis.call('HGET', job, 'data')
    local turn = takeTurn(band, now, data and cjson.decode(data).tenant or '')
    redis.call('HSET', job, 'priority', turn)
    putAt(due[j], turn, KEYS[3])
  end
  if now then keep(band, now) end
end`);

/**
 * KEYS[3]: delayed, KEYS[4]: active. ARGV: base and due of a band, and the turn beyond which it is to
 * be moved back: by as much for all that wait, are delayed or run, so that each keeps its place.
 */
export const REBASE = script(`${TURNS}
local band = bandAt(ARGV[2], ARGV[3])
local now = turnOf(band)
if now <= tonumber(ARGV[4]) then return 0 end
local by = now - band.base
local function moved(turn) return math.max(band.base, turn - by) end
local queued = waiting(band, band.base, band.due, -1)
for i = 1, #queued, 2 do
  local score = tonumber(queued[i + 1])
  local turn = moved(math.floor(score / SCORES))
  redis.call('ZADD', KEYS[2], whole(turn * SCORES + score % SCORES), queued[i])
  redis.call('HSET', ARGV[1] .. queued[i], 'priority', turn)
end
local function moveField(id)
  local turn = tonumber(redis.call('HGET', ARGV[1] .. id, 'priority')) or 0
  if turn >= band.base and turn < band.due then
    redis.call('HSET', ARGV[1] .. id, 'priority', moved(turn))
  end
end
for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do moveField(id) end
for _, id in ipairs(redis.call('LRANGE', KEYS[4], 0, -1)) do moveField(id) end
keep(band, now)
local tenants = redis.call('ZRANGE', band.tenants, 0, -1, 'WITHSCORES')
for i = 1, #tenants, 2 do
  redis.call('ZADD', band.tenants, moved(tonumber(tenants[i + 1])), tenants[i])
end
redis.call('HSET', KEYS[1], 'now:' .. band.base, band.base)
return by`);

/**
 * KEYS[3]: delayed, KEYS[4]: BullMQ's counter. ARGV: base and due of the new band, tenant, BullMQ's
 * id. What is delayed takes its turn when it comes due, what runs has one for when it comes back.
 */
export const REPRIORITIZE = script(`${TURNS}
local band, tenant, id = bandAt(ARGV[2], ARGV[3]), ARGV[4], ARGV[5]
local job = ARGV[1] .. id
local before = tonumber(redis.call('HGET', job, 'priority'))
if not before or (before >= band.base and before <= band.due) then return 0 end
if redis.call('ZSCORE', KEYS[3], id) then
  redis.call('HSET', job, 'priority', band.due)
  return 1
end
local now = turnOf(band)
local turn = takeTurn(band, now, tenant)
keep(band, now)
redis.call('HSET', job, 'priority', turn)
if redis.call('ZSCORE', KEYS[2], id) then putAt(id, turn, KEYS[4]) end
return 1`);
