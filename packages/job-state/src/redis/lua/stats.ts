import { BUCKET_RATIO } from '../../stats/histogram.ts';
import { ALL_TENANTS, HOUR_MS, STATS_KEPT_MS } from '../../stats/jobStats.ts';

/** Adds to the sums of the hour (stats/jobStats.ts), of the tenant and of all. */
export const STATS = `
local function bucketOf(value)
  if value < 1 then return 0 end
  return math.floor(math.log(value) / math.log(${BUCKET_RATIO}))
end

local function hourOf(atMs) return math.floor(atMs / ${HOUR_MS}) end

local function addToHour(all, job, noted)
  local hour = hourOf(noted.atMs)
  for _, tenant in ipairs({job.tenant, '${ALL_TENANTS}'}) do
    local key = string.gsub(all, 'jobs$', 'stats:') .. tenant .. ':' .. hour
    for what, by in pairs(noted.sums) do
      redis.call('HINCRBY', key, what .. ':' .. job.kind, by)
    end
    redis.call('PEXPIREAT', key, (hour + 1) * ${HOUR_MS} + ${STATS_KEPT_MS})
  end
end

-- So many jobs, of the same hour.
local function noteSubmitted(all, tally)
  addToHour(all, tally.facts, {atMs = tally.atMs, sums = {['submitted:'] = tally.jobs}})
end

local function noteChange(keys, job, change, was)
  local function numberIn(field) return tonumber(redis.call('HGET', keys[1], field)) or 0 end
  local sums
  if change.opensStart and was.starts == 1 then
    if job.waitsFromMs then
      sums = {['waited:' .. bucketOf(change.changedAtMs - job.waitsFromMs)] = 1}
    end
  elseif FINISHED[change.to] and was.status ~= change.to then
    local bytes = numberIn('stored_bytes')
    sums = {['ended:' .. change.to] = 1, ['bytes:' .. bucketOf(bytes)] = 1, ['bytes_sum:'] = bytes}
    if change.to == 'completed' then
      sums['solved:' .. bucketOf(1000 * numberIn('time_used_seconds'))] = 1
    end
  end
  if sums then addToHour(keys[3], job, {atMs = change.changedAtMs, sums = sums}) end
end
`;
