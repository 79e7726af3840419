import { script } from './script.ts';

/**
 * KEYS: record, events, then every index of the job.
 * ARGV: id, score, event as JSON, then field and value in turns.
 */
export const CREATE = script(`
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
for i = 3, #KEYS do redis.call('ZADD', KEYS[i], ARGV[2], ARGV[1]) end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', '1000', '*', 'type', 'submitted', 'data', ARGV[3])
return 1`);

/**
 * KEYS: record, events, all jobs, expiring, then the index of each status.
 * ARGV: the change as JSON (id, schema, from[], statuses{status: position in KEYS}, to, fenceIs,
 * fenceAbove, clear[], countStart, expiresAtMs, event, data, channel), then field and value in turns.
 * Returns {1, version}, {0, status, fence}, {-1} when there is no record, {-2} for an unknown layout.
 */
export const CHANGE = script(`
local change = cjson.decode(ARGV[1])
local known = redis.call('HMGET', KEYS[1], 'schema', 'status', 'fence', 'version', 'starts')
local status, fence = known[2], tonumber(known[3])
if not known[1] and not status then return {-1} end
if known[1] ~= change.schema or not status or not fence then return {-2} end
if not tonumber(known[4]) or not tonumber(known[5]) then return {-2} end
local allowed = false
for _, from in ipairs(change.from) do allowed = allowed or from == status end
if change.fenceIs and fence ~= change.fenceIs then allowed = false end
if change.fenceAbove and fence >= change.fenceAbove then allowed = false end
if not allowed then return {0, status, fence} end
for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
for _, name in ipairs(change.clear) do redis.call('HDEL', KEYS[1], name) end
if change.countStart then redis.call('HINCRBY', KEYS[1], 'starts', 1) end
if change.to and change.to ~= status then
  local from = KEYS[change.statuses[status]]
  local score = redis.call('ZSCORE', KEYS[3], change.id)
  redis.call('HSET', KEYS[1], 'status', change.to)
  if from then redis.call('ZREM', from, change.id) end
  if score then redis.call('ZADD', KEYS[change.statuses[change.to]], score, change.id) end
end
if change.expiresAtMs then redis.call('ZADD', KEYS[4], change.expiresAtMs, change.id) end
local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('XADD', KEYS[2], 'MAXLEN', '~', '1000', '*',
  'type', change.event, 'version', version, 'data', change.data)
if change.channel then redis.call('PUBLISH', change.channel, change.id) end
return {1, version}`);

/**
 * KEYS: the indexes a job must be in. ARGV: score and id after which to begin ('' for the start),
 * how many to find, how many to look at. Walks the smallest index, newest first.
 * Returns {ids, then, unless the list ends with them, score and id of the last one looked at}.
 */
export const LIST = script(`
local walk, others = 1, {}
for i = 2, #KEYS do
  if redis.call('ZCARD', KEYS[i]) < redis.call('ZCARD', KEYS[walk]) then walk = i end
end
for i = 1, #KEYS do if i ~= walk then others[#others + 1] = KEYS[i] end end
local limit, budget = tonumber(ARGV[3]), tonumber(ARGV[4])
local from, skip, found, last = '+inf', 0, {}, {}
local after = ARGV[1] ~= ''
if after then from = ARGV[1] end
while true do
  local chunk = redis.call('ZREVRANGEBYSCORE', KEYS[walk], from, '-inf', 'WITHSCORES',
    'LIMIT', skip, 256)
  if #chunk == 0 then return {found} end
  for i = 1, #chunk, 2 do
    local id, score = chunk[i], chunk[i + 1]
    local passed = after and tonumber(score) == tonumber(ARGV[1]) and id >= ARGV[2]
    if not passed then
      local member = true
      for _, key in ipairs(others) do member = member and redis.call('ZSCORE', key, id) end
      if member and #found == limit then return {found, last[1], last[2]} end
      if member then
        found[#found + 1] = id
        last = {score, id}
      end
      budget = budget - 1
      if budget <= 0 then return {found, score, id} end
    end
  end
  skip = skip + #chunk / 2
end`);

/**
 * KEYS: workers, then the record of each start. ARGV: worker id, now, forget before, then the fence
 * of each start. Returns the positions of the starts that are this worker's no longer.
 */
export const BEAT = script(`
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
local lost = {}
for i = 2, #KEYS do
  local known = redis.pcall('HMGET', KEYS[i], 'status', 'fence')
  if known.err or known[1] ~= 'running' or known[2] ~= ARGV[i + 2] then lost[#lost + 1] = i - 2 end
end
return lost`);

/**
 * KEYS: record, events, expiring. ARGV: id, schema, when the light record goes, now as ISO 8601.
 * Takes input, result and checkpoint from a finished job; refuses any other.
 */
export const EXPIRE = script(`
local known = redis.call('HMGET', KEYS[1], 'schema', 'completed_at')
if known[1] ~= ARGV[2] or not known[2] then
  redis.call('ZREM', KEYS[3], ARGV[1])
  return 0
end
redis.call('HDEL', KEYS[1], 'input_params', 'result', 'checkpoint')
redis.call('HSET', KEYS[1], 'expired', '1', 'updated_at', ARGV[4])
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('DEL', KEYS[2])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
return 1`);

/** KEYS: record, events, expiring, then every index of the job. ARGV: id. */
export const FORGET = script(`
redis.call('DEL', KEYS[1], KEYS[2])
for i = 3, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return 1`);
