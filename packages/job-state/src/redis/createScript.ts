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
 * whole as JSON (see createCommand.ts), which says by places what is whose; then of each job its event
 * and field and value in turns. Of each request all jobs or none; what the requests of a lot add to
 * the same indexes and counts is added up and written once. Returns of each request {'created'},
 * {'taken'}, {'conflicting'}, {'repeated', ids with commas between}, {'busy'}, {'over_quota', limit,
 * how many are pending} or {'failed', why}.
 */
export const CREATE = script(`${JOB_INDEXES}${STATS}${PUBLISH}${WAITING}${TO_OUTBOX}
local all = cjson.decode(ARGV[1])
local pending = redis.call('ZCARD', KEYS[1])
local members, words, tallies = {}, {}, {}

local function writeMembers(key)
  redis.call('ZADD', key, unpack(members[key]))
  members[key] = nil
end

local function addMember(key, score, member)
  local known = members[key]
  if not known then
    known = {}
    members[key] = known
  end
  known[#known + 1] = score
  known[#known + 1] = member
  if #known >= 2 * ${MEMBERS_AT_ONCE} then writeMembers(key) end
end

local function addWord(list, word)
  local name = list .. ' ' .. word
  if words[name] then return end
  words[name] = true
  addMember(list, 0, word)
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
  local limit, count = overQuota(all.prefix, room,
    {submittedBy = room.submittedBy, pending = pending, wanted = wanted})
  if limit then return {'over_quota', limit, count} end
  if not room.threads then return nil end
  local before = redis.call('ZCARD', KEYS[2]) + pending - room.delayed
  if before + wanted > room.threads then return {'busy'} end
end

local function create(job)
  redis.call('HSET', KEYS[job.record], unpack(ARGV, job.first + 1, job.last))
  publish(all.prefix, job.facts, {type = 'submitted', version = 1, data = ARGV[job.first]})
  beginsWaiting(all.prefix, job)
  toOutbox(all.prefix, job.facts, {event = 'submitted', atMs = job.score})
  for _, place in ipairs(job.indexes) do addMember(KEYS[place], job.score, job.id) end
  for _, word in ipairs(job.facts.text.words) do addWord(job.facts.text.list, word) end
  addToTally(job)
  pending = pending + 1
end

local function answer(wish)
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
    create(job)
    ids[i] = job.id
  end
  if wish.requestKey then
    local made = wish.fingerprint .. ' ' .. table.concat(ids, ',')
    redis.call('SET', KEYS[wish.requestKey], made, 'PX', wish.keepForMs)
  end
  return {'created'}
end

-- Where something else stands in the place of a stream of one tenant, others know nothing of it. All
-- other errors are the server's, which the client must see as such to look for another.
local function answerAlone(wish)
  local isAnswered, reply = pcall(answer, wish)
  if isAnswered then return reply end
  local why = type(reply) == 'table' and reply.err or tostring(reply)
  if string.find(why, '^WRONGTYPE') then return {'failed', why} end
  return redis.error_reply(why)
end

local replies, failure = {}, nil
for i, wish in ipairs(all.wishes) do
  replies[i] = answerAlone(wish)
  if replies[i].err then
    failure = replies[i]
    break
  end
end
for key in pairs(members) do writeMembers(key) end
for _, tally in pairs(tallies) do
  countJobs(KEYS[3], tally.facts, tally.jobs)
  noteSubmitted(KEYS[3], tally.facts, tally)
end
return failure or replies`);
