import { type AccessStores, memoryAccessStores } from '@pitwall/access';
import { type JobKind, jobKinds, keepRule } from '@pitwall/contract';
import { MemoryJobQueue } from '@pitwall/job-queue';
import {
  type AuditLog,
  completed,
  type JobEvents,
  type JobStore,
  type JobUsage,
  MemoryAuditLog,
  MemoryJobStats,
  MemoryJobEvents,
  MemoryJobStore,
  type Start,
  started,
} from '@pitwall/job-state';
import { createLogger, Health, type HealthCheck, type Logger, parseEnv } from '@pitwall/runtime';
import { FakeClock } from '@pitwall/test-kit';
import request from 'supertest';
import { z } from 'zod';

import { createAccess } from '../src/access.ts';
import { ACCESS_ENV, accessConfig } from '../src/accessEnv.ts';
import { ApiMetrics } from '../src/apiMetrics.ts';
import { createApp } from '../src/http/createApp.ts';
import { JobIds } from '../src/jobs/jobIds.ts';
import { ListCursors } from '../src/jobs/listCursors.ts';
import { LiveAnswers } from '../src/live/liveAnswers.ts';
import { describedAnswers } from './describedAnswers.ts';
import { testWebhooks } from './testWebhooks.ts';

export const DAY_MS = 86_400_000;
export const FIRST_START: Start = { fence: 1_000_001, attempt: 1, workerId: 'worker-a' };

type Changes = {
  checks?: HealthCheck[];
  store?: MemoryJobStore;
  audit?: AuditLog;
  log?: Logger;
  usage?: JobUsage;
  maxPendingJobs?: number;
  ownKinds?: JobKind[];
  /** Instead of those in memory. */
  redis?: { store: JobStore; events: JobEvents };
  accessStores?: Partial<AccessStores>;
  /** Variables that say who may use it. */
  env?: Record<string, string>;
};

/** The real app around a store and a queue in memory; call it in a test, which then checks every answer. */
export function testApp(changes: Changes = {}) {
  const clock = new FakeClock(Date.parse('2026-02-15T18:30:00Z'));
  const store = changes.store ?? new MemoryJobStore();
  const backend = changes.redis ?? { store, events: new MemoryJobEvents(store) };
  const queue = new MemoryJobQueue();
  const stats = new MemoryJobStats(store);
  const kinds = jobKinds({ drills: true, own: changes.ownKinds ?? [] });
  const state = { draining: false };
  const isDraining = () => state.draining;
  const webhookService = testWebhooks({ store, clock });
  const log = changes.log ?? createLogger({ name: 'test', level: 'silent', pretty: false });
  const { checks = [], audit = new MemoryAuditLog(), maxPendingJobs = 100_000 } = changes;
  const accessStores = { ...memoryAccessStores(clock), ...changes.accessStores };
  const access = createAccess(
    accessConfig(parseEnv(z.object(ACCESS_ENV), changes.env ?? {})),
    accessStores,
    clock,
  );
  const live = new LiveAnswers({
    heartbeatMs: 50,
    streamsPerKey: 3,
    checkEveryMs: 50,
    isStillAllowed: (principal) => access.authenticator.isStillAllowed(principal),
  });
  const app = createApp({
    ...backend,
    live,
    backlog: store.backlog,
    webhooks: webhookService.webhooks,
    queue,
    usage: changes.usage ?? store.usage,
    stats,
    metrics: new ApiMetrics({ store, queue, stats, clock, live }),
    cursors: new ListCursors(async () => 'a secret of the tests'),
    audit,
    clock,
    access,
    health: new Health({ version: '9.9.9', clock, checks, isDraining }),
    log,
    ids: new JobIds(clock),
    kinds,
    keepForMs: keepRule(kinds, 7),
    maxPendingJobs,
    queueInspection: { readOnly: true },
    isDraining,
  });
  const api = request(describedAnswers(app));
  return {
    api,
    app,
    store,
    queue,
    webhookService,
    audit,
    keys: accessStores.keys,
    clock,
    state,
    live,
    submit: async (body: object = { kind: 'drill', input: { seconds: 1 } }): Promise<string> => {
      const response = await api.post('/v1/jobs').send(body).expect(202);
      return response.body.id;
    },
    start: async (id: string): Promise<void> => {
      await backend.store.change(id, started({ ...FIRST_START, atMs: clock.now() }));
    },
    complete: async (id: string, result: unknown): Promise<void> => {
      const { fence } = FIRST_START;
      const wish = { fence, atMs: clock.now(), result, keepForMs: 7 * DAY_MS };
      await backend.store.change(id, started({ ...FIRST_START, atMs: clock.now() }));
      await backend.store.change(id, completed(wish));
    },
    inputOf: (id: string): Promise<unknown> => backend.store.findInput(id),
  };
}
