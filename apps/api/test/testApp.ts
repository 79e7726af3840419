import { type JobKind, jobKinds } from '@pitwall/contract';
import { MemoryJobQueue } from '@pitwall/job-queue';
import {
  type JobEvents,
  type JobStore,
  MemoryJobEvents,
  MemoryJobStore,
  type Start,
  started,
} from '@pitwall/job-state';
import { createLogger, Health, type HealthCheck } from '@pitwall/runtime';
import { FakeClock } from '@pitwall/test-kit';
import request from 'supertest';

import { createApp } from '../src/http/createApp.ts';
import { JobIds } from '../src/jobs/jobIds.ts';
import { LiveAnswers } from '../src/live/liveAnswers.ts';
import { describedAnswers } from './describedAnswers.ts';

export const DAY_MS = 86_400_000;
export const FIRST_START: Start = { fence: 1_000_001, attempt: 1, workerId: 'worker-a' };

/** The real app around a store and a queue in memory; call it in a test, which then checks every answer. */
export function testApp(
  changes: {
    checks?: HealthCheck[];
    store?: MemoryJobStore;
    ownKinds?: JobKind[];
    /** Instead of those in memory. */
    redis?: { store: JobStore; events: JobEvents };
  } = {},
) {
  const clock = new FakeClock(Date.parse('2026-02-15T18:30:00Z'));
  const store = changes.store ?? new MemoryJobStore();
  const backend = changes.redis ?? { store, events: new MemoryJobEvents(store) };
  const queue = new MemoryJobQueue();
  const state = { draining: false };
  const isDraining = () => state.draining;
  const { checks = [] } = changes;
  const live = new LiveAnswers({ heartbeatMs: 50, streamsPerKey: 3 });
  const app = createApp({
    ...backend,
    live,
    queue,
    clock,
    health: new Health({ version: '9.9.9', clock, checks, isDraining }),
    log: createLogger({ name: 'test', level: 'silent', pretty: false }),
    ids: new JobIds(clock),
    kinds: jobKinds({ drills: true, own: changes.ownKinds ?? [] }),
    keepForMs: 7 * DAY_MS,
    queueInspection: { readOnly: true },
    isDraining,
  });
  const api = request(describedAnswers(app));
  return {
    api,
    app,
    store,
    queue,
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
  };
}
