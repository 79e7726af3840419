/** Longer than anyone looks back; see backlogRate.ts. */
const KEEP_COUNTS_FOR_SECONDS = 900;

/**
 * Keeps account of what waits: the pending jobs of each API key, and which of them stand aside; those
 * that must be started in time; and how many stop waiting in a minute.
 */
export const WAITING = `
local function pendingOf(prefix, submittedBy) return prefix .. ':pending:' .. submittedBy end

local function asideOf(prefix, keyId) return prefix .. ':aside:' .. keyId end

local function beginsWaiting(prefix, job)
  if job.submittedBy then redis.call('SADD', pendingOf(prefix, job.submittedBy), job.id) end
  if job.startByMs then redis.call('ZADD', prefix .. ':start_by', job.startByMs, job.id) end
end

local function countLeft(prefix, atMs, difference)
  local key = prefix .. ':left:' .. string.format('%d', math.floor(atMs / 60000))
  redis.call('INCRBY', key, difference)
  redis.call('EXPIRE', key, ${KEEP_COUNTS_FOR_SECONDS})
end

-- Nil if so many more jobs of the key may wait; else the limit that keeps them, and how many do.
local function overQuota(prefix, room, more)
  local ofKey = room.pendingOfKey and more.submittedBy
    and redis.call('SCARD', pendingOf(prefix, more.submittedBy))
  if ofKey and ofKey + more.wanted > room.pendingOfKey then return 'pendingJobs', ofKey end
  if more.pending + more.wanted > room.backlog then return 'backlog', more.pending end
end

-- Of a job that has been pending, or is to be again. Once started it need not start in time again.
local function movesFrom(status, change, job)
  local submittedBy = job.submittedBy
  if status == 'pending' then
    if submittedBy then
      redis.call('SREM', pendingOf(change.prefix, submittedBy), change.id)
      redis.call('SREM', asideOf(change.prefix, submittedBy), change.id)
    end
    redis.call('ZREM', change.prefix .. ':start_by', change.id)
    countLeft(change.prefix, change.changedAtMs, 1)
  elseif change.to == 'pending' then
    if submittedBy then redis.call('SADD', pendingOf(change.prefix, submittedBy), change.id) end
    if status == 'running' then countLeft(change.prefix, change.changedAtMs, -1) end
  end
end`;
