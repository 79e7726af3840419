import { script } from '@pitwall/runtime';

import { STARTS_KEPT } from '../jobChange.ts';
import { IS_AS_SEEN } from './lua/asSeen.ts';
import { JOB_INDEXES } from './lua/jobIndexes.ts';
import { KEEP_NOTES } from './lua/keepNotes.ts';
import { MOVE_INDEXES } from './lua/moveIndexes.ts';
import { TO_OUTBOX } from './lua/outbox.ts';
import { PUBLISH } from './lua/publish.ts';
import { STATS } from './lua/stats.ts';
import { USAGE } from './lua/usage.ts';
import { WAITING } from './lua/waiting.ts';

/**
 * KEYS: record, events, all jobs, expiring.
 * ARGV: the change as JSON (see changeCommand.ts), then field and value in turns.
 * Returns {1, version}, {0, status, fence}, {-1} when there is no record, {-2} for an unknown layout,
 * {-3, how many stand aside} when as many jobs of its API key run as may, {-4, limit, how many are pending}
 * when it may not wait.
 *
 * Entries of the hand-over log are fields `start_<number>`; `checkpoint_progress` is how far the
 * job had got when its checkpoint was written.
 */
const CHANGE_SOURCE = `${JOB_INDEXES}${STATS}${PUBLISH}${KEEP_NOTES}${WAITING}${USAGE}${TO_OUTBOX}
local change = cjson.decode(ARGV[1])
local known = redis.call('HMGET', KEYS[1], 'schema', 'status', 'fence', 'version', 'starts',
  'updated_ms', 'updated_at', 'expired', 'generation', 'tenant', 'kind', 'submitted_by',
  'waits_from_ms')
local status, fence, starts = known[2], tonumber(known[3]), tonumber(known[5])
if not known[1] and not status then return {-1} end
if known[1] ~= change.schema or not status or not fence then return {-2} end
if not tonumber(known[4]) or not starts then return {-2} end
${IS_AS_SEEN}
${MOVE_INDEXES}

local allowed = false
for _, from in ipairs(change.from) do allowed = allowed or from == status end
if change.fenceIs and fence ~= change.fenceIs then allowed = false end
if change.fenceAbove and fence >= change.fenceAbove then allowed = false end
if change.forgetsExpiry and known[8] == '1' then allowed = false end
if not (allowed and isAsSeen()) then return {0, status, fence} end
local job = {id = change.id, tenant = known[10] or '', kind = known[11] or '',
  submittedBy = known[12], waitsFromMs = tonumber(known[13]),
  hasRun = starts > 0}
local aside = change.opensStart and standsAside(change, job)
if aside then return {-3, aside} end
if change.room then
  local pending = redis.call('ZCARD', KEYS[3] .. ':status:pending')
  local limit, count = overQuota(change.prefix, change.room,
    {submittedBy = job.submittedBy, pending = pending, wanted = 1})
  if limit then return {-4, limit, count} end
end

local function numberIn(field) return tonumber(redis.call('HGET', KEYS[1], field)) or 0 end

local function closeStart(why, atMs, at)
  local text = redis.call('HGET', KEYS[1], 'start_' .. starts)
  local entry = text and cjson.decode(text)
  if not entry or entry.ended then return end
  entry.ended, entry.endedAt, entry.progressAtEnd = why, at, numberIn('progress')
  if change.opensStart or change.to == 'pending' then
    entry.progressLost = math.max(0, entry.progressAtEnd - numberIn('checkpoint_progress'))
  end
  redis.call('HSET', KEYS[1], 'start_' .. starts, cjson.encode(entry))
  local tookMs = math.max(0, atMs - entry.startedAtMs)
  noteTaken(change.prefix, job, entry, tookMs)
  if not change.endsAttempt then
    local used = numberIn('time_used_seconds') + tookMs / 1000
    redis.call('HSET', KEYS[1], 'time_used_seconds', string.format('%.3f', used))
  end
  if why == 'lost' then
    redis.call('HINCRBY', KEYS[1], 'lost_starts', 1)
    redis.call('HSET', KEYS[1], 'is_suspect', '1')
  end
end

local lastHeardMs, lastHeard = tonumber(known[6]) or change.atMs, known[7]
if change.opensStart and status == 'running' then closeStart('lost', lastHeardMs, lastHeard) end
for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if change.writesCheckpoint then
  redis.call('HSET', KEYS[1], 'checkpoint_progress', numberIn('progress'))
end
if change.closesStart == 'lost' or change.closesStart == 'requeued' then
  closeStart(change.closesStart, lastHeardMs, lastHeard)
elseif change.closesStart then
  closeStart(change.closesStart, change.atMs, change.at)
end
for _, name in ipairs(change.clear) do redis.call('HDEL', KEYS[1], name) end
if change.dropsIncumbents then redis.call('DEL', KEYS[1] .. ':incumbents') end
if change.opensStart then
  starts = redis.call('HINCRBY', KEYS[1], 'starts', 1)
  local entry = change.opensStart
  entry.number, entry.generation = starts, tonumber(known[9])
  entry.progressAtStart = numberIn('checkpoint_progress')
  redis.call('HSET', KEYS[1], 'progress', entry.progressAtStart, 'start_' .. starts,
    cjson.encode(entry))
  redis.call('HDEL', KEYS[1], 'start_' .. (starts - ${STARTS_KEPT}))
end
if change.to and change.to ~= status then
  redis.call('HSET', KEYS[1], 'status', change.to)
  moveJob(KEYS[3], job, {from = status, to = change.to, atMs = change.changedAtMs})
  movesFrom(status, change, job)
  noteRunning(change, job)
end
if change.storedBytes then redis.call('HINCRBY', KEYS[1], 'stored_bytes', change.storedBytes) end
noteChange(KEYS, job, change, {status = status, starts = starts})
moveIndexes()
if change.words then rewordJob(KEYS[1], change.words) end
if change.expiresAtMs then redis.call('ZADD', KEYS[4], change.expiresAtMs, change.id) end
if change.forgetsExpiry then redis.call('ZREM', KEYS[4], change.id) end
local data = keepNotes(KEYS[1], change)
if change.isSilent then return {1, tonumber(known[4])} end
local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
publish(change.prefix, job, {type = change.event, version = version, data = data})
if change.isNews then toOutbox(change.prefix, job, change) end
if change.channel then redis.call('PUBLISH', change.channel, change.message) end
return {1, version}`;

export const CHANGE = script(CHANGE_SOURCE);

/** The same for a change that a full Redis takes too. */
export const CHANGE_WHEN_FULL = script(`#!lua flags=allow-oom${CHANGE_SOURCE}`);
