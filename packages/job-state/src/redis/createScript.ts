import { script } from '@pitwall/runtime';

import { JOB_INDEXES } from './lua/jobIndexes.ts';
import { TO_OUTBOX } from './lua/outbox.ts';
import { PUBLISH } from './lua/publish.ts';
import { STATS } from './lua/stats.ts';
import { WAITING } from './lua/waiting.ts';

/** `unpack` puts all on Lua's stack, which takes 8,000. */
const MEMBERS_AT_ONCE = 1_000;

/**
 * KEYS: pending jobs, running jobs, all jobs, then whatever else is written to, each once. ARGV: the
 * prefix, how many requests, each as JSON (see createCommand.ts), which says by places what is its own;
 * then of each job its event, and field and value in turns. Of each request all jobs or none; what the requests of a lot add to
 * the same indexes and counts is added up and written once. Returns of each request {'created'},
 * {'taken'}, {'conflicting'}, {'repeated', ids with commas between}, {'busy'}, {'over_quota', limit,
 * how many are pending} or {'failed', why}.
 */
export const CREATE = script(`${JOB_INDEXES}${STATS}${PUBLISH}${WAITING}${TO_OUTBOX}
local prefix, wishes = ARGV[1], tonumber(ARGV[2])
local pending = redis.call('ZCARD', KEYS[1])
local replies, members, words, tallies = {}, {}, {}, {}

local function failed(why)
  return {'failed', type(why) == 'table' and why.err or tostring(why)}
end

local function writeMembers(key)
  local added = members[key]
  members[key] = nil
  local isWritten, why = pcall(redis.call, 'ZADD', key, unpack(added))
  if isWritten then return end
  for wish in pairs(added.wishes) do replies[wish] = failed(why) end
end

local function addMember(key, score, member, wish)
  local added = members[key]
  if not added then
    added = {wishes = {}}
    members[key] = added
  end
  added[#added + 1] = score
  added[#added + 1] = member
  added.wishes[wish] = true
  if #added >= 2 * ${MEMBERS_AT_ONCE} then writeMembers(key) end
end

local function addWord(list, word, wish)
  local name = list .. ' ' .. word
  if words[name] then return end
  words[name] = true
  addMember(list, 0, word, wish)
end

local function addToTally(job)
  local facts = job.facts
  local name = table.concat({facts.tenant, facts.kind, hourOf(job.score)}, ' ')
  local tally = tallies[name] or {facts = facts, atMs = job.score, jobs = 0}
  tally.jobs = tally.jobs + 1
  tallies[name] = tally
end

local function refusal(wish)
  local room, wanted = wish.room, #wish.jobs
  if not room then return nil end
  local limit, count = overQuota(prefix, room,
    {submittedBy = room.submittedBy, pending = pending, wanted = wanted})
  if limit then return {'over_quota', limit, count} end
  if not room.threads then return nil end
  local before = redis.call('ZCARD', KEYS[2]) + pending - room.delayed
  if before + wanted > room.threads then return {'busy'} end
end

-- First what may fail for what is there already.
local function create(job, wish)
  publish(prefix, job.facts, {type = 'submitted', version = 1, data = ARGV[job.first]})
  beginsWaiting(prefix, job)
  redis.call('HSET', KEYS[job.record], unpack(ARGV, job.first + 1, job.last))
  toOutbox(prefix, job.facts, {event = 'submitted', atMs = job.score})
  for _, place in ipairs(job.indexes) do addMember(KEYS[place], job.score, job.id, wish) end
  for _, word in ipairs(job.facts.text.words) do addWord(job.facts.text.list, word, wish) end
  addToTally(job)
  pending = pending + 1
end

local function answer(number)
  local wish = cjson.decode(ARGV[2 + number])
  if wish.requestKey then
    local known = redis.call('GET', KEYS[wish.requestKey])
    if known then
      local fingerprint, made = string.match(known, '^(%S+) (%S*)$')
      if fingerprint ~= wish.fingerprint then return {'conflicting'} end
      return {'repeated', made}
    end
  end
  if wish.jobs[1] and redis.call('EXISTS', KEYS[wish.jobs[1].record]) == 1 then return {'taken'} end
  local refused = refusal(wish)
  if refused then return refused end
  if wish.isTrial then return {'created'} end
  local ids = {}
  for i, job in ipairs(wish.jobs) do
    create(job, number)
    ids[i] = job.id
  end
  if wish.requestKey then
    local made = wish.fingerprint .. ' ' .. table.concat(ids, ',')
    redis.call('SET', KEYS[wish.requestKey], made, 'PX', wish.keepForMs)
  end
  return {'created'}
end

-- What one runs into is its failure alone, but for a replica's: by an error reply the client knows that
-- it is to look for another server.
for number = 1, wishes do
  local isAnswered, reply = pcall(answer, number)
  replies[number] = isAnswered and reply or failed(reply)
  if string.find(replies[number][2] or '', '^READONLY') then
    return redis.error_reply(replies[number][2])
  end
end
for key in pairs(members) do writeMembers(key) end
for _, tally in pairs(tallies) do
  countJobs(KEYS[3], tally.facts, tally.jobs)
  noteSubmitted(KEYS[3], tally)
end
return replies`);
