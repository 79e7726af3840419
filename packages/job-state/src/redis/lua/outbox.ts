/** What a message to a webhook tells of a job, as it is stored. */
const FACTS = [
  'kind',
  'status',
  'name',
  'tags',
  'slate_id',
  'termination',
  'error_message',
  'attempt',
  'generation',
  'version',
  'correlation_id',
];

/** More than are ever waiting, unless no API has run for days while jobs went on. */
const MAX_WAITING = 250_000;

/**
 * Leaves the news for the webhooks in the same step as the change, so that none is lost, if the
 * tenant has a webhook at all. With what the record says now: when it is read, it may say otherwise.
 * `news`: {event, atMs}.
 */
export const TO_OUTBOX = `
local function toOutbox(prefix, job, news)
  if redis.call('SISMEMBER', prefix .. ':webhooks:tenants', job.tenant) == 0 then return end
  local names = {'${FACTS.join("', '")}'}
  local values = redis.call('HMGET', prefix .. ':job:' .. job.id, unpack(names))
  local entry = {'event', news.event, 'at', string.format('%.0f', news.atMs),
    'id', job.id, 'tenant', job.tenant}
  for i, name in ipairs(names) do
    if values[i] then
      entry[#entry + 1] = name
      entry[#entry + 1] = values[i]
    end
  end
  redis.call('XADD', prefix .. ':outbox', 'MAXLEN', '~', '${MAX_WAITING}', '*', unpack(entry))
end`;
