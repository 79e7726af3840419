import { script } from '@pitwall/runtime';

import { JOB_INDEXES } from './lua/jobIndexes.ts';
import { PUBLISH } from './lua/publish.ts';

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
 * KEYS: record, expiring, then what goes. ARGV: id, schema, when the light record goes, now as
 * ISO 8601, the prefix. Takes input, result, checkpoint and notes from a finished job; refuses any
 * other. A full Redis takes this too, and what follows: it makes room.
 */
export const EXPIRE = script(`#!lua flags=allow-oom
${PUBLISH}
local known = redis.call('HMGET', KEYS[1], 'schema', 'completed_at', 'tenant', 'kind')
if known[1] ~= ARGV[2] then return 0 end
if not known[2] then
  redis.call('ZREM', KEYS[2], ARGV[1])
  return 0
end
redis.call('HDEL', KEYS[1], 'input_params', 'result', 'checkpoint', 'stored_bytes')
redis.call('HSET', KEYS[1], 'expired', '1', 'updated_at', ARGV[4])
local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('DEL', unpack(KEYS, 3))
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
local data = '{"at":"' .. ARGV[4] .. '","expired":true}'
local job = {id = ARGV[1], tenant = known[3] or '', kind = known[4] or ''}
publish(ARGV[5], job, {type = 'expired', version = version, data = data, isLive = true})
return 1`);

/**
 * KEYS: record, events, incumbents, logs, expiring, then every index of the job, all jobs first. ARGV:
 * id, the version that was read ('' where there was no record), the prefix, and what JobKeys.factsOf
 * says of it as JSON. Returns 0 when it has changed since: the indexes may be others.
 */
export const FORGET = script(`#!lua flags=allow-oom
${JOB_INDEXES}${PUBLISH}
local known = redis.call('HMGET', KEYS[1], 'version', 'waits_from_ms')
if (known[1] or '') ~= ARGV[2] then return 0 end
local isIndexed = KEYS[6] and redis.call('ZSCORE', KEYS[6], ARGV[1])
redis.call('DEL', unpack(KEYS, 1, 4))
for i = 5, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
if not ARGV[4] then return 1 end
local job = cjson.decode(ARGV[4])
job.waitsFromMs = tonumber(known[2])
publish(ARGV[3], job, {type = 'deleted', version = ARGV[2], data = '{}', isLive = true})
if isIndexed then dropJob(KEYS[6], job) end
return 1`);
