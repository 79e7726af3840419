import { type RouteId, ROUTES, type RouteShape, type Scope, SCOPES } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { aKeyHolder, type KeyHolder } from './keyHolders.ts';
import { testApp } from './testApp.ts';

type Expectation = {
  /** Said here once more: a route must not change by accident who may ask it. */
  scope: Scope | 'public' | 'any';
  /** Whose id is filled in. Who is of another tenant must be told that there is no such thing. */
  of?: 'job' | 'apiKey' | 'webhook';
  params?: Record<string, string>;
  body?: object;
  csv?: string;
  isStream?: boolean;
};

const PUBLIC: Expectation = { scope: 'public' };
const ANY_KEY: Expectation = { scope: 'any' };
const A_KIND: Expectation = { scope: 'any', params: { name: 'portfolio' } };
const OF_WEBHOOK: Expectation = { scope: 'webhooks:manage', of: 'webhook' };
/** Nobody listens there. */
const HOOK = { url: 'http://127.0.0.1:9/' };
const DRILL = { kind: 'drill', input: { seconds: 1 } };

/** Every route must be here: a new one without its line fails to compile, and the first test. */
const EXPECTED: Record<RouteId, Expectation> = {
  health: PUBLIC,
  livez: PUBLIC,
  ready: PUBLIC,
  readyz: PUBLIC,
  getOpenApi: PUBLIC,
  getReference: PUBLIC,
  getReferenceFile: { scope: 'public', params: { file: 'start.js' } },
  listProblems: PUBLIC,
  getProblem: { scope: 'public', params: { code: 'job_not_found' } },
  submitJob: { scope: 'jobs:write', body: DRILL },
  submitBatch: { scope: 'jobs:write', body: { jobs: [DRILL] } },
  listJobs: { scope: 'jobs:read' },
  countJobs: { scope: 'jobs:read' },
  getStats: { scope: 'jobs:read' },
  cleanUpJobs: { scope: 'admin:jobs' },
  metrics: { scope: 'admin:queues' },
  getJob: { scope: 'jobs:read', of: 'job' },
  getInput: { scope: 'results:read', of: 'job' },
  getResult: { scope: 'results:read', of: 'job' },
  getResultCsv: { scope: 'results:read', of: 'job' },
  fillEntries: { scope: 'results:read', of: 'job', csv: 'Entry ID' },
  listStarts: { scope: 'jobs:read', of: 'job' },
  getQueuePlace: { scope: 'jobs:read', of: 'job' },
  watchJob: { scope: 'jobs:read', of: 'job', isStream: true },
  watchTenant: { scope: 'jobs:read', isStream: true },
  listIncumbents: { scope: 'results:read', of: 'job' },
  listLogs: { scope: 'jobs:read', of: 'job' },
  cancelJob: { scope: 'jobs:cancel', of: 'job' },
  retryJob: { scope: 'jobs:write', of: 'job', body: {} },
  stopJob: { scope: 'jobs:cancel', of: 'job' },
  cloneJob: { scope: 'jobs:write', of: 'job', body: {} },
  editJob: { scope: 'jobs:write', of: 'job', body: { name: 'renamed' } },
  deleteJob: { scope: 'jobs:cancel', of: 'job' },
  bulkCancel: { scope: 'jobs:cancel', body: { filter: {}, all: true } },
  bulkRetry: { scope: 'jobs:write', body: { filter: {}, all: true } },
  readAudit: { scope: 'admin:jobs' },
  listKinds: ANY_KEY,
  getKind: A_KIND,
  getKindSchemas: A_KIND,
  getKindExamples: A_KIND,
  parseSlateFile: {
    scope: 'jobs:read',
    body: { salaries: 'id,name,salary,projection\n1,Ann,9000,40\n' },
  },
  getMe: ANY_KEY,
  getLimits: ANY_KEY,
  createApiKey: { scope: 'admin:keys', body: { name: 'new', scopes: [] } },
  listApiKeys: { scope: 'admin:keys' },
  getApiKey: { scope: 'admin:keys', of: 'apiKey' },
  changeApiKey: { scope: 'admin:keys', of: 'apiKey', body: { name: 'renamed' } },
  revokeApiKey: { scope: 'admin:keys', of: 'apiKey' },
  createWebhook: { scope: 'webhooks:manage', body: HOOK },
  listWebhooks: { scope: 'webhooks:manage' },
  getWebhook: OF_WEBHOOK,
  changeWebhook: { ...OF_WEBHOOK, body: { tags: ['a'] } },
  deleteWebhook: OF_WEBHOOK,
  pingWebhook: OF_WEBHOOK,
  rotateWebhookSecret: OF_WEBHOOK,
  listDeliveries: OF_WEBHOOK,
  getDelivery: OF_WEBHOOK,
  redeliver: OF_WEBHOOK,
};

const ADMIN_KEY = 'a'.repeat(40);

/** A service with a job and a key of tenant red, asked for one route. */
async function aService(id: RouteId) {
  const app = testApp({ env: { ADMIN_API_KEY: ADMIN_KEY } });
  const { scope, of, params, body, csv, isStream } = EXPECTED[id];
  const admin = { authorization: `Bearer ${ADMIN_KEY}` };
  const red = await aKeyHolder(app.keys);
  const job = await app.api.post('/v1/jobs').set(red).send(DRILL).expect(202);
  const webhook = await app.api.post('/v1/webhooks').set(red).send(HOOK).expect(201);
  const hookPath = `/v1/webhooks/${webhook.body.id}`;
  const ping =
    of === 'webhook' ? await app.api.post(`${hookPath}/ping`).set(red).expect(200) : undefined;
  const things: Record<string, string> = {
    job: job.body.id,
    apiKey: red.id,
    webhook: webhook.body.id,
  };
  const deliveryId: string = ping?.body.id ?? '';
  const filled: Record<string, string> = { id: things[of ?? ''] ?? '', deliveryId, ...params };
  const { method, path } = ROUTES[id] as RouteShape;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '');
  const needed = SCOPES.filter((one) => one === scope);
  return {
    admin,
    own: await aKeyHolder(app.keys, { scopes: needed }),
    other: await aKeyHolder(app.keys, { scopes: needed, tenant: 'blue' }),
    lacking: await aKeyHolder(app.keys, { scopes: SCOPES.filter((one) => one !== scope) }),
    revoked: await aKeyHolder(app.keys, { scopes: SCOPES, revokedAtMs: 1 }),
    expired: await aKeyHolder(app.keys, { scopes: SCOPES, expiresAtMs: 1 }),
    ask: async (holder?: Pick<KeyHolder, 'authorization'>): Promise<number> => {
      // A stream has no end to wait for.
      const asked = app.api[isStream ? 'head' : method](address);
      if (holder) void asked.set('Authorization', holder.authorization);
      if (csv !== undefined) void asked.type('text/csv').send(csv);
      return (await (body ? asked.send(body) : asked)).status;
    },
  };
}

const REFUSALS = new Set([401, 403, 404, 405, 415, 429]);

function outcome(status: number): number | 'answered' {
  return status >= 500 || REFUSALS.has(status) ? status : 'answered';
}

function unless(refusal: number, isOpen: boolean): number | 'answered' {
  return isOpen ? 'answered' : refusal;
}

function scopesIn(table: Record<string, { scope: string }>): object {
  return Object.fromEntries(Object.entries(table).map(([id, { scope }]) => [id, scope]));
}

describe('who may ask', () => {
  it('is said here for every route, and there the same', () => {
    expect(scopesIn(EXPECTED)).toEqual(scopesIn(ROUTES));
  });

  it.each(Object.keys(EXPECTED) as RouteId[])('holds for %s', async (id) => {
    const service = await aService(id);
    const { scope, of } = EXPECTED[id];
    const isPublic = scope === 'public';
    const bad = { authorization: 'Bearer pw_nobody00_nothing' };
    const roles = {
      'no key': [undefined, unless(401, isPublic)],
      'a bad key': [bad, unless(401, isPublic)],
      'a revoked key': [service.revoked, unless(401, isPublic)],
      'an expired key': [service.expired, unless(401, isPublic)],
      'no scope': [service.lacking, unless(403, isPublic || scope === 'any')],
      'another tenant': [service.other, unless(404, of === undefined)],
      'the own tenant': [service.own, 'answered'],
    } as const;
    for (const [role, [holder, expected]] of Object.entries(roles)) {
      expect([role, outcome(await service.ask(holder))]).toEqual([role, expected]);
    }
    // Anew, for the own tenant may have done away with what is asked for.
    const again = await aService(id);
    // The webhooks of another tenant are not even there for who looks after jobs.
    expect(outcome(await again.ask(again.admin))).toBe(unless(404, of !== 'webhook'));
  });
});
