import { script } from '@pitwall/runtime';

/**
 * KEYS: prioritized, delayed, completed, failed, active, wait. ARGV: what stands before an id in the
 * key of its hash, then ids. Returns the state of each. BullMQ's own script answers for one job.
 */
export const STATES_OF = script(`
local states = {}
local function stateOf(id)
  if redis.call('EXISTS', ARGV[1] .. id) == 0 then return 'absent' end
  if redis.call('ZSCORE', KEYS[1], id) then return 'waiting' end
  if redis.call('ZSCORE', KEYS[2], id) then return 'delayed' end
  if redis.call('ZSCORE', KEYS[3], id) then return 'completed' end
  if redis.call('ZSCORE', KEYS[4], id) then return 'failed' end
  if redis.call('LPOS', KEYS[5], id) then return 'active' end
  if redis.call('LPOS', KEYS[6], id) then return 'waiting' end
  return 'stray'
end
for i = 2, #ARGV do states[#states + 1] = stateOf(ARGV[i]) end
return states`);

/**
 * KEYS: prioritized, delayed, active, meta. ARGV: id, what stands before an id in the key of its
 * hash, how many of those before it to look at. Returns where it is and, if it waits, how many are
 * handed out before it, how many run, whether the queue is paused, and the kinds of those next to it
 * and of those that run. BullMQ keeps until when a job is delayed in the upper bits of its score.
 */
export const PLACE_OF = script(`
local score = redis.call('ZSCORE', KEYS[2], ARGV[1])
if score then return {'delayed', math.floor(tonumber(score) / 0x1000)} end
local rank = redis.call('ZRANK', KEYS[1], ARGV[1])
if not rank then return {redis.call('LPOS', KEYS[3], ARGV[1]) and 'running' or 'none'} end
local reply = {'waiting', rank, redis.call('LLEN', KEYS[3]), redis.call('HEXISTS', KEYS[4], 'paused')}
local function addKinds(ids)
  for _, id in ipairs(ids) do
    reply[#reply + 1] = redis.call('HGET', ARGV[2] .. id, 'name') or nil
  end
end
local from = math.max(0, rank - tonumber(ARGV[3]))
if rank > 0 then addKinds(redis.call('ZRANGE', KEYS[1], from, rank - 1)) end
addKinds(redis.call('LRANGE', KEYS[3], 0, ARGV[3] - 1))
return reply`);

/**
 * KEYS: prioritized, delayed, wait, place. ARGV: how many. The place is the number of the list and
 * how many of it have been looked at; jobs leave meanwhile, so a sweep may pass some over, which the
 * next finds. Returns {1 when at the end, id, id, …}.
 */
export const SWEEP_QUEUE = script(`
local list, from = string.match(redis.call('GET', KEYS[4]) or '1 0', '^(%d+) (%d+)$')
list, from = tonumber(list), tonumber(from)
local limit, reply = tonumber(ARGV[1]), {0}
while list <= 3 and #reply <= limit do
  local wanted = limit - #reply + 1
  local range = list == 3 and 'LRANGE' or 'ZRANGE'
  local chunk = redis.call(range, KEYS[list], from, from + wanted - 1)
  for _, id in ipairs(chunk) do reply[#reply + 1] = id end
  if #chunk < wanted then list, from = list + 1, 0 else from = from + wanted end
end
if list > 3 then
  reply[1] = 1
  redis.call('DEL', KEYS[4])
else
  redis.call('SET', KEYS[4], list .. ' ' .. from)
end
return reply`);

/**
 * KEYS: active, stalled. ARGV: what stands before an id in the key of its hash, for how long in ms,
 * then id, token and start of each job in turns. Renews the lock of each, and takes it again where it
 * has run out and nobody else has been given the job meanwhile: locks run out while Redis is away,
 * and a job should not have to start anew for that. Returns 1 for each, or 0 when it is lost. A full
 * Redis takes this too: locks are replaced, not added.
 */
export const RENEW_LOCKS = script(`#!lua flags=allow-oom
local reply = {}
local function renew(id, token, start)
  local lock = ARGV[1] .. id .. ':lock'
  local holder = redis.call('GET', lock)
  if holder and holder ~= token then return 0 end
  if redis.call('HGET', ARGV[1] .. id, 'ats') ~= start then return 0 end
  if not holder and not redis.call('LPOS', KEYS[1], id) then return 0 end
  redis.call('SET', lock, token, 'PX', ARGV[2])
  redis.call('SREM', KEYS[2], id)
  return 1
end
for i = 3, #ARGV, 3 do reply[#reply + 1] = renew(ARGV[i], ARGV[i + 1], ARGV[i + 2]) end
return reply`);

/**
 * KEYS: stalled, active, prioritized, wait, marker, events, stalled-check. ARGV: what stands before
 * an id in the key of its hash; in ms, how soon after the last check this one may be, and how late it
 * may be to go by what that marked. In two steps, as BullMQ does it: active jobs are marked; those
 * that are still marked the next time, and whose lock is gone, have lost their worker. Unlike BullMQ,
 * each goes back to the head of its own priority, and is never given up here. Returns their ids.
 */
export const RECOVER_STALLED = script(`
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
local sinceMs = nowMs - (tonumber(redis.call('GET', KEYS[7])) or 0)
if sinceMs >= 0 and sinceMs < tonumber(ARGV[2]) then return {} end
redis.call('SET', KEYS[7], string.format('%d', nowMs))
local stalled = {}
local marked = sinceMs <= tonumber(ARGV[3]) and redis.call('SMEMBERS', KEYS[1]) or {}
for _, id in ipairs(marked) do
  local job = ARGV[1] .. id
  if redis.call('EXISTS', job .. ':lock') == 0 and redis.call('LREM', KEYS[2], 1, id) > 0 then
    redis.call('HINCRBY', job, 'stc', 1)
    local priority = tonumber(redis.call('HGET', job, 'priority')) or 0
    if priority > 0 then redis.call('ZADD', KEYS[3], priority * 0x100000000, id)
    else redis.call('RPUSH', KEYS[4], id) end
    redis.call('ZADD', KEYS[5], 0, '0')
    redis.call('XADD', KEYS[6], 'MAXLEN', '~', '1000', '*', 'event', 'stalled', 'jobId', id)
    stalled[#stalled + 1] = id
  end
end
redis.call('DEL', KEYS[1])
for _, id in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do redis.call('SADD', KEYS[1], id) end
return stalled`);
