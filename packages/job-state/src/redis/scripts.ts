import { script } from '@pitwall/runtime';

import { JOB_INDEXES } from './lua/jobIndexes.ts';
import { STATS } from './lua/stats.ts';

/**
 * KEYS: the index of a status, sweeps. ARGV: the status, how many, what stands before an id in the
 * key of its record. The place is kept as the score of the last job and how many of that score have
 * been looked at. Returns {1 when at the end, id, status, generation, updated_ms, id, …}.
 */
export const SWEEP = script(`
local place = redis.call('HGET', KEYS[2], ARGV[1]) or '-inf 0'
local from, skip = string.match(place, '^(%S+) (%d+)$')
local limit = tonumber(ARGV[2])
local chunk = redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'WITHSCORES', 'LIMIT', skip, limit)
local isAtEnd = #chunk < 2 * limit
local reply = {isAtEnd and 1 or 0}
local last, seen = from, tonumber(skip)
for i = 1, #chunk, 2 do
  if chunk[i + 1] ~= last then last, seen = chunk[i + 1], 0 end
  seen = seen + 1
  local known = redis.pcall('HMGET', ARGV[3] .. chunk[i], 'status', 'generation', 'updated_ms')
  if not known.err and known[1] and tonumber(known[2]) then
    reply[#reply + 1] = chunk[i]
    reply[#reply + 1] = known[1]
    reply[#reply + 1] = known[2]
    reply[#reply + 1] = known[3] or chunk[i + 1]
  end
end
if isAtEnd then redis.call('HDEL', KEYS[2], ARGV[1])
else redis.call('HSET', KEYS[2], ARGV[1], last .. ' ' .. seen) end
return reply`);

/**
 * KEYS: one under the hash tag, for a Cluster to find the server. ARGV: what stands before an id in
 * the key of its record, then ids. Returns {status, generation, updated_ms, status, …}, with '' for
 * what is not there.
 */
export const STANDINGS = script(`
local reply = {}
for i = 2, #ARGV do
  local known = redis.pcall('HMGET', ARGV[1] .. ARGV[i], 'status', 'generation', 'updated_ms')
  for field = 1, 3 do reply[#reply + 1] = not known.err and known[field] or '' end
end
return reply`);

/**
 * KEYS: record, events, expiring. ARGV: id, schema, when the light record goes, now as ISO 8601.
 * Takes input, result and checkpoint from a finished job; refuses any other.
 */
export const EXPIRE = script(`
local known = redis.call('HMGET', KEYS[1], 'schema', 'completed_at')
if known[1] ~= ARGV[2] then return 0 end
if not known[2] then
  redis.call('ZREM', KEYS[3], ARGV[1])
  return 0
end
redis.call('HDEL', KEYS[1], 'input_params', 'result', 'checkpoint', 'stored_bytes')
redis.call('HSET', KEYS[1], 'expired', '1', 'updated_at', ARGV[4])
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('DEL', KEYS[2])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
return 1`);

/**
 * KEYS: record, events, expiring, then every index of the job, all jobs first. ARGV: id, the version
 * that was read, '' where there was no record, and what JobKeys.factsOf says of it as JSON. Returns 0
 * when it has changed since: the indexes may be others.
 */
export const FORGET = script(`${JOB_INDEXES}
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[2] then return 0 end
local isIndexed = KEYS[4] and redis.call('ZSCORE', KEYS[4], ARGV[1])
redis.call('DEL', KEYS[1], KEYS[2])
for i = 3, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
if isIndexed then dropJob(KEYS[4], cjson.decode(ARGV[3])) end
return 1`);
