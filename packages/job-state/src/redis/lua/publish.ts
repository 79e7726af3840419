/**
 * Tells of a change: in the stream of the job, in that of its tenant, and to who listens now.
 * `data` is JSON already, so nothing is decoded on the way.
 * `isLive`: only told, because the job's own stream has gone with its data.
 */
export const PUBLISH = `
local function publish(prefix, job, event)
  local id, tenant, kind = job.id, job.tenant, job.kind
  local inTenant = redis.call('XADD', prefix .. ':tenant:' .. tenant .. ':events', 'MAXLEN', '~', 5000,
    '*', 'job', id, 'kind', kind, 'type', event.type, 'version', event.version, 'data', event.data)
  local inJob = inTenant
  if not event.isLive then
    inJob = redis.call('XADD', prefix .. ':job:' .. id .. ':events', 'MAXLEN', '~', 1000, '*',
      'type', event.type, 'version', event.version, 'data', event.data)
  end
  local message = table.concat({'{"job":"', id, '","tenant":', cjson.encode(tenant), ',"kind":',
    cjson.encode(kind), ',"event":"', inJob, '","tenantEvent":"', inTenant, '","type":"', event.type,
    '","version":', event.version, ',"data":', event.data, '}'})
  redis.call('PUBLISH', prefix .. ':live:job:' .. id, message)
  redis.call('PUBLISH', prefix .. ':live:tenant:' .. tenant, message)
end
`;
