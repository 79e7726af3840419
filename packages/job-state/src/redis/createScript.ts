import { script } from '@pitwall/runtime';

import { JOB_INDEXES } from './lua/jobIndexes.ts';
import { TO_OUTBOX } from './lua/outbox.ts';
import { PUBLISH } from './lua/publish.ts';
import { STATS } from './lua/stats.ts';
import { WAITING } from './lua/waiting.ts';

/**
 * KEYS: pending jobs, running jobs, then the idempotency key if there is one, then of each job its
 * record and every index it is in, all jobs first. ARGV: the whole as JSON (see createCommand.ts), then
 * of each job field and value in turns. All jobs or none.
 * Returns {'created'}, {'taken'}, {'conflicting'}, {'repeated', ids with commas between}, {'busy'} or
 * {'over_quota', limit, how many are pending}.
 */
export const CREATE = script(`${JOB_INDEXES}${STATS}${PUBLISH}${WAITING}${TO_OUTBOX}
local all = cjson.decode(ARGV[1])
local ids, nextKey, nextArg = {}, all.fingerprint and 4 or 3, 2

local function refusal()
  local room, wanted = all.room, #all.jobs
  if not room then return nil end
  local pending = redis.call('ZCARD', KEYS[1])
  local limit, count = overQuota(all.prefix, room,
    {submittedBy = room.submittedBy, pending = pending, wanted = wanted})
  if limit then return {'over_quota', limit, count} end
  if not room.threads then return nil end
  local before = redis.call('ZCARD', KEYS[2]) + pending - room.delayed
  if before + wanted > room.threads then return {'busy'} end
end

local function create(job)
  local record = KEYS[nextKey]
  redis.call('HSET', record, unpack(ARGV, nextArg, nextArg + job.args - 1))
  for i = nextKey + 1, nextKey + job.keys - 1 do redis.call('ZADD', KEYS[i], job.score, job.id) end
  addJob(KEYS[nextKey + 1], job.facts)
  noteSubmitted(KEYS[nextKey + 1], job.facts, job.score)
  publish(all.prefix, job.facts, {type = 'submitted', version = 1, data = job.event})
  beginsWaiting(all.prefix, job)
  toOutbox(all.prefix, job.facts, {event = 'submitted', atMs = job.score})
end

if all.fingerprint then
  local known = redis.call('GET', KEYS[3])
  if known then
    local fingerprint, made = string.match(known, '^(%S+) (%S*)$')
    if fingerprint ~= all.fingerprint then return {'conflicting'} end
    return {'repeated', made}
  end
end
if all.jobs[1] and redis.call('EXISTS', KEYS[nextKey]) == 1 then return {'taken'} end
local refused = refusal()
if refused then return refused end
if all.isTrial then return {'created'} end
for i, job in ipairs(all.jobs) do
  create(job)
  ids[i] = job.id
  nextKey, nextArg = nextKey + job.keys, nextArg + job.args
end
if all.fingerprint then
  local made = all.fingerprint .. ' ' .. table.concat(ids, ',')
  redis.call('SET', KEYS[3], made, 'PX', all.keepForMs)
end
return {'created'}`);
