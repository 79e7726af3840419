import { jobKinds } from '@pitwall/contract';
import { MemoryJobQueue } from '@pitwall/job-queue';
import { cancelled, MemoryDueTimes, MemoryJobStore } from '@pitwall/job-state';
import { createLogger, parseEnv } from '@pitwall/runtime';
import { aJob, FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { WorkerEnv } from '../src/config.ts';
import { keepHouse } from '../src/housekeeping/keepHouse.ts';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.parse('2026-02-15T12:00:00Z');

/** Two workers of one fleet, each day at one o'clock. */
function setUp() {
  const env = { CLEANUP_SCHEDULE: '0 13 * * *', CLEANUP_OLDER_THAN_HOURS: '2' };
  const { cleanup } = parseEnv(WorkerEnv, env).housekeeping;
  const clock = new FakeClock(NOON_MS);
  const store = new MemoryJobStore();
  const deps = {
    store,
    backlog: store.backlog,
    clock,
    cleanup,
    queue: new MemoryJobQueue(),
    dueTimes: new MemoryDueTimes(),
    kinds: jobKinds({ drills: true }),
    log: createLogger({ name: 'test', level: 'silent', pretty: false }),
    keepForMs: () => 7 * 24 * HOUR_MS,
    historyForMs: 24 * HOUR_MS,
  };
  const round = async () => (await keepHouse(deps)).done.cleanedUp;
  const anEndedJob = async (endedMs: number) => {
    const job = aJob();
    await store.create({ job, input: {} });
    await store.change(job.id, cancelled({ atMs: endedMs, keepForMs: 24 * HOUR_MS }));
    return job.id;
  };
  return { clock, store, round, anEndedJob };
}

describe('a planned cleanup', () => {
  it('deletes at the planned time what ended long enough before, once, and nothing else', async () => {
    const { clock, store, round, anEndedJob } = setUp();
    await anEndedJob(NOON_MS - 2 * HOUR_MS);
    const young = await anEndedJob(NOON_MS - HOUR_MS + 1);
    await store.create({ job: aJob(), input: {} });
    expect(await round()).toBe(0);
    clock.advance(HOUR_MS);
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    expect(await store.find(young)).toBeDefined();
    expect(await store.counts()).toMatchObject({ pending: 1, cancelled: 1 });
    clock.advance(24 * HOUR_MS);
    expect(await round()).toBe(1);
  });

  it('makes up for a time that was missed, but not for those before it was planned', async () => {
    const { clock, round, anEndedJob } = setUp();
    await anEndedJob(NOON_MS - 100 * HOUR_MS);
    expect(await round()).toBe(0);
    clock.advance(20 * HOUR_MS);
    expect(await round()).toBe(1);
  });
});

describe('CLEANUP_SCHEDULE', () => {
  it.each(['every day', '99 * * * *'])('refuses %s, naming the variable', (schedule) => {
    expect(() => parseEnv(WorkerEnv, { CLEANUP_SCHEDULE: schedule })).toThrow(
      /CLEANUP_SCHEDULE: must be a cron expression/,
    );
  });
});
