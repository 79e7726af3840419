/**
 * What keeps the indexes and the counts of jobs right. Each is kept twice, for all jobs and for
 * those of one tenant: `all` is the key of all jobs, and what belongs to it begins with it. `job` is
 * what JobKeys.factsOf gives. Who was created before there were counts has no `waitsFromMs`, and is
 * in none of them: else its end would be taken from those of others.
 */
export const JOB_INDEXES = `
local FINISHED = {completed = true, failed = true, cancelled = true}

local function basesOf(all, tenant) return {all, all .. ':tenant:' .. tenant} end

local function countJobs(all, job, by)
  for _, base in ipairs(basesOf(all, job.tenant)) do
    local field = job.status .. ':' .. job.kind
    if redis.call('HINCRBY', base .. ':counts', field, by) <= 0 then
      redis.call('HDEL', base .. ':counts', field)
    end
  end
end

local function moveJob(all, job, move)
  local score = redis.call('ZSCORE', all, job.id)
  for _, base in ipairs(basesOf(all, job.tenant)) do
    redis.call('ZREM', base .. ':status:' .. move.from, job.id)
    if score then redis.call('ZADD', base .. ':status:' .. move.to, score, job.id) end
    if FINISHED[move.to] then redis.call('ZADD', base .. ':ended', move.atMs, job.id)
    else redis.call('ZREM', base .. ':ended', job.id) end
  end
  if not score or not job.waitsFromMs then return end
  countJobs(all, {tenant = job.tenant, kind = job.kind, status = move.from}, -1)
  countJobs(all, {tenant = job.tenant, kind = job.kind, status = move.to}, 1)
end

local function dropUnusedWords(text)
  for _, word in ipairs(text.words) do
    if redis.call('EXISTS', text.index .. word) == 0 then redis.call('ZREM', text.list, word) end
  end
end

local function addWords(text)
  for _, word in ipairs(text.words) do redis.call('ZADD', text.list, 0, word) end
end

-- Of an edited job, which is in the indexes of its new words by now.
local function rewordJob(record, words)
  addWords(words.after)
  dropUnusedWords(words.before)
  redis.call('HSET', record, 'search', table.concat({'', unpack(words.after.words)}, ' '))
end

local function dropJob(all, job)
  for _, base in ipairs(basesOf(all, job.tenant)) do redis.call('ZREM', base .. ':ended', job.id) end
  dropUnusedWords(job.text)
  if job.waitsFromMs then countJobs(all, job, -1) end
end
`;
