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
 * KEYS: active, stalled, hash of the job, its lock. ARGV: id, token, start, for how long in ms.
 * Takes the lock again of a job that nobody else has been given meanwhile: locks run out while Redis
 * is away, and a job should not have to start anew for that. Returns 1, or 0 when it is lost.
 */
export const RELOCK = script(`
local holder = redis.call('GET', KEYS[4])
if holder and holder ~= ARGV[2] then return 0 end
if redis.call('HGET', KEYS[3], 'ats') ~= ARGV[3] then return 0 end
if not redis.call('LPOS', KEYS[1], ARGV[1]) then return 0 end
redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[4])
redis.call('SREM', KEYS[2], ARGV[1])
return 1`);
