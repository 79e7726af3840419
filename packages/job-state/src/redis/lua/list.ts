/**
 * Finds a page of jobs. KEYS: the index in whose order they are listed, then others that each job
 * must be in. ARGV: as JSON (see redis/listJobs.ts)
 *   all, record    the key of all jobs, and what stands before an id in the key of a record
 *   isDown         from the highest score of that index to the lowest
 *   byCreation     whether its scores are times of creation, as those of all other indexes are
 *   after          {score, id} of the job after which to begin
 *   min, max       time of creation: at or after, and before
 *   endedBefore    where the scores are times of the end
 *   anyOf          indexes of which each job must be in one
 *   text           {words, list, index}: each job must have a word that begins so, for each of these
 *   limit, budget  how many to find, how many to look at
 * Returns {ids, then, unless the list ends with them, score and id of the last one looked at}.
 *
 * It walks the smallest of what it may walk: an index in the order of the list, or, where few jobs
 * are in any of several indexes, those jobs, sorted.
 */
export const LIST_SOURCE = `
local COLLECT_AT_MOST, WORDS_AT_MOST, CHUNK = 2000, 1000, 256
local query = cjson.decode(ARGV[1])
local isDown, byCreation = query.isDown, query.byCreation
local text, after = query.text, query.after
local walk, size, collected = KEYS[1], redis.call('ZCARD', KEYS[1]), nil

local function offerIndex(key)
  local card = redis.call('ZCARD', key)
  if byCreation and card < size then walk, size, collected = key, card, nil end
end

local function offerAnyOf(indexes)
  local sum = 0
  for _, key in ipairs(indexes) do sum = sum + redis.call('ZCARD', key) end
  if sum < size and sum <= COLLECT_AT_MOST then walk, size, collected = nil, sum, indexes end
end

for i = 2, #KEYS do offerIndex(KEYS[i]) end
if query.anyOf then offerAnyOf(query.anyOf) end
for _, word in ipairs(text and text.words or {}) do
  local known = redis.call('ZRANGEBYLEX', text.list, '[' .. word, '[' .. word .. '\\255',
    'LIMIT', 0, WORDS_AT_MOST + 1)
  if #known == 0 then return {{}} end
  for i = 1, #known do known[i] = text.index .. known[i] end
  if #known == 1 then offerIndex(known[1]) end
  if #known <= WORDS_AT_MOST then offerAnyOf(known) end
end

local function isInAny(indexes, id)
  for _, key in ipairs(indexes) do
    if redis.call('ZSCORE', key, id) then return true end
  end
  return false
end

local function hasWords(id)
  local search = redis.pcall('HGET', query.record .. id, 'search')
  if type(search) ~= 'string' then return false end
  for _, word in ipairs(text.words) do
    if not string.find(search, ' ' .. word, 1, true) then return false end
  end
  return true
end

local function isCreatedInTime(created)
  if query.min and created < query.min then return false end
  return not query.max or created < query.max
end

local function matches(id, score)
  for i = 1, #KEYS do
    if KEYS[i] ~= walk and not redis.call('ZSCORE', KEYS[i], id) then return false end
  end
  if query.anyOf and not isInAny(query.anyOf, id) then return false end
  if text and not hasWords(id) then return false end
  if byCreation then return isCreatedInTime(score) end
  if query.endedBefore and score >= query.endedBefore then return false end
  if not query.min and not query.max then return true end
  return isCreatedInTime(tonumber(redis.call('ZSCORE', query.all, id)) or 0)
end

local function isBefore(one, other)
  if one.score ~= other.score then return (one.score > other.score) == isDown end
  if one.id == other.id then return false end
  return (one.id > other.id) == isDown
end

local function nextCollected()
  local jobs, seen, at = {}, {}, 0
  for _, key in ipairs(collected) do
    for _, id in ipairs(redis.call('ZRANGE', key, 0, -1)) do
      local score = not seen[id] and redis.call('ZSCORE', KEYS[1], id)
      seen[id] = true
      if score then jobs[#jobs + 1] = {id = id, score = tonumber(score)} end
    end
  end
  table.sort(jobs, isBefore)
  return function()
    at = at + 1
    return jobs[at]
  end
end

-- How many jobs of the index come before the place where the page begins.
local function firstRank()
  local place
  if after and tonumber(redis.call('ZSCORE', walk, after.id)) == after.score then
    place = redis.call(isDown and 'ZREVRANK' or 'ZRANK', walk, after.id) + 1
  elseif after and isDown then
    place = redis.call('ZCOUNT', walk, string.format('(%.17g', after.score), '+inf')
  elseif after then
    place = redis.call('ZCOUNT', walk, '-inf', string.format('(%.17g', after.score))
  end
  local bounded
  if byCreation and isDown and query.max then
    bounded = redis.call('ZCOUNT', walk, string.format('%.17g', query.max), '+inf')
  elseif byCreation and not isDown and query.min then
    bounded = redis.call('ZCOUNT', walk, '-inf', string.format('(%.17g', query.min))
  end
  return math.max(place or 0, bounded or 0)
end

local function nextWalked()
  local rank, chunk, at = firstRank(), {}, 1
  return function()
    if not chunk[at] then
      local stop = rank + CHUNK - 1
      chunk = redis.call(isDown and 'ZREVRANGE' or 'ZRANGE', walk, rank, stop, 'WITHSCORES')
      rank, at = rank + CHUNK, 1
    end
    at = at + 2
    if not chunk[at - 2] then return nil end
    return {id = chunk[at - 2], score = tonumber(chunk[at - 1])}
  end
end

local function isPastEnd(score)
  if not byCreation then return not isDown and query.endedBefore and score >= query.endedBefore end
  if isDown then return query.min and score < query.min end
  return query.max and score >= query.max
end

local nextJob = collected and nextCollected() or nextWalked()
local found, last, looked = {}, nil, 0
for job in nextJob do
  if isPastEnd(job.score) then break end
  if not after or isBefore(after, job) then
    if matches(job.id, job.score) then
      if #found == query.limit then return {found, string.format('%.17g', last.score), last.id} end
      found[#found + 1], last = job.id, job
    end
    looked = looked + 1
    if looked >= query.budget then return {found, string.format('%.17g', job.score), job.id} end
  end
end
return {found}`;
