import { jobKinds } from '@pitwall/contract';
import { MemoryJobQueue } from '@pitwall/job-queue';
import { MemoryJobStats, MemoryJobStore, type Start, started } from '@pitwall/job-state';
import { createLogger, Health, type HealthCheck } from '@pitwall/runtime';
import { FakeClock } from '@pitwall/test-kit';
import request from 'supertest';

import { ApiMetrics } from '../src/apiMetrics.ts';
import { createApp } from '../src/http/createApp.ts';
import { JobIds } from '../src/jobs/jobIds.ts';
import { ListCursors } from '../src/jobs/listCursors.ts';

export const DAY_MS = 86_400_000;
export const FIRST_START: Start = { fence: 1_000_001, attempt: 1, workerId: 'worker-a' };

/** The real app around a store and a queue in memory. */
export function testApp(changes: { checks?: HealthCheck[]; store?: MemoryJobStore } = {}) {
  const clock = new FakeClock(Date.parse('2026-02-15T18:30:00Z'));
  const store = changes.store ?? new MemoryJobStore();
  const queue = new MemoryJobQueue();
  const stats = new MemoryJobStats(store);
  const state = { draining: false };
  const isDraining = () => state.draining;
  const { checks = [] } = changes;
  const app = createApp({
    store,
    queue,
    stats,
    metrics: new ApiMetrics({ store, queue, stats, clock }),
    cursors: new ListCursors(async () => 'a secret of the tests'),
    clock,
    health: new Health({ version: '9.9.9', clock, checks, isDraining }),
    log: createLogger({ name: 'test', level: 'silent', pretty: false }),
    ids: new JobIds(clock),
    kinds: jobKinds({ drills: true }),
    keepForMs: 7 * DAY_MS,
    queueInspection: { readOnly: true },
    isDraining,
  });
  const api = request(app);
  return {
    api,
    store,
    queue,
    clock,
    state,
    submit: async (body: object = { kind: 'drill', input: { seconds: 1 } }): Promise<string> => {
      const response = await api.post('/v1/jobs').send(body).expect(202);
      return response.body.id;
    },
    start: async (id: string): Promise<void> => {
      await store.change(id, started({ ...FIRST_START, atMs: clock.now() }));
    },
  };
}
