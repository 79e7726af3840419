import { SERVICE_TIMES_KEPT } from '../../jobUsage.ts';

/** A day that is over is asked for no more than a day later. */
const KEEP_DAYS_FOR_SECONDS = 3 * 86_400;

/**
 * Keeps account of which jobs of an API key run, what their starts have taken, and how long jobs of
 * each kind take. The limits of a key are read where packages/access writes them; who stands aside
 * is forgotten where lua/waiting.ts ends its wait.
 */
export const USAGE = `
local function runningOf(prefix, keyId) return prefix .. ':running:' .. keyId end

-- Nil if the job may run; else it stands aside, for as many of its key run as may: how many do so by
-- now. None for one that has run before: it asks again sooner than those that have not begun.
local function standsAside(change, job)
  local keyId = job.submittedBy
  local limits = keyId and redis.call('HGET', change.prefix .. ':apikey:' .. keyId, 'limits')
  local limit = limits and cjson.decode(limits).runningJobs
  if type(limit) ~= 'number' then return nil end
  local running = runningOf(change.prefix, keyId)
  if redis.call('SISMEMBER', running, change.id) == 1 then return nil end
  if redis.call('SCARD', running) < limit then return nil end
  if job.hasRun then return 0 end
  redis.call('SADD', asideOf(change.prefix, keyId), change.id)
  return redis.call('SCARD', asideOf(change.prefix, keyId))
end

local function noteRunning(change, job)
  if not job.submittedBy then return end
  local command = change.to == 'running' and 'SADD' or 'SREM'
  redis.call(command, runningOf(change.prefix, job.submittedBy), job.id)
end

local function noteTaken(prefix, job, entry, tookMs)
  if job.submittedBy then
    local day = string.gsub(string.sub(entry.endedAt, 1, 10), '-', '')
    local usage = prefix .. ':usage:' .. job.submittedBy .. ':' .. day
    redis.call('INCRBYFLOAT', usage, string.format('%.3f', tookMs / 1000))
    redis.call('EXPIRE', usage, ${KEEP_DAYS_FOR_SECONDS})
  end
  if entry.ended == 'lost' or entry.ended == 'released' or entry.ended == 'requeued' then return end
  local times = prefix .. ':service:' .. job.kind
  redis.call('LPUSH', times, string.format('%.0f', tookMs))
  redis.call('LTRIM', times, 0, ${SERVICE_TIMES_KEPT - 1})
end
`;
