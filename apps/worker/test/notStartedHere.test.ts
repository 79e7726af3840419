import { jobKinds } from '@pitwall/contract';
import type { Delivery } from '@pitwall/job-queue';
import { MemoryJobStore, started } from '@pitwall/job-state';
import type { Logger } from '@pitwall/runtime';
import { aJob, FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { runJob } from '../src/jobs/runJob.ts';
import { RunningJobs } from '../src/jobs/runningJobs.ts';
import type { ThreadPool } from '../src/threads/threadPool.ts';

/** A log that keeps on which level what was said. */
function keptLog() {
  const lines: string[] = [];
  const on = (level: string) => (_facts: object, message: string) =>
    void lines.push(`${level}: ${message}`);
  const log = { info: on('info'), debug: on('debug'), error: on('error'), child: () => log };
  return { lines, log: log as unknown as Logger };
}

/** A worker that never comes to use its threads: one job of the key `k` runs elsewhere, and one may. */
async function aWorker() {
  const store = new MemoryJobStore({ findRunningLimit: async () => 1 });
  const { lines, log } = keptLog();
  const handle = runJob({
    store,
    log,
    pool: {} as ThreadPool,
    running: new RunningJobs(),
    clock: new FakeClock(1_000),
    workerId: 'worker-a',
    rules: { kinds: jobKinds({ drills: true }), maxLostStarts: 5 },
    keepForMs: () => 1_000,
  });
  const create = async (kind: string) => {
    const job = aJob({ kind, submittedBy: 'k' });
    await store.create({ job, input: { seconds: 1 } });
    return job;
  };
  const running = await create('drill');
  const start = { fence: 1_000_001, attempt: 1, workerId: 'worker-b' };
  await store.change(running.id, started({ ...start, atMs: 500 }));
  const job = { drill: await create('drill'), dance: await create('dance') };
  const handOver = (kind: 'drill' | 'dance', facts: Partial<Delivery>) => {
    const delivery = { attempt: 1, isLastAttempt: false, start: 1, refusals: 0, ...facts };
    return handle({ ...job[kind], ...delivery });
  };
  return { store, lines, job, handOver };
}

describe('a job of a key of which as many jobs run as may', () => {
  it('is in the log the first time it stands aside, and below that from then on', async () => {
    const { lines, handOver } = await aWorker();
    for (const start of [1, 2, 3]) {
      const outcome = await handOver('drill', { start });
      expect(outcome).toEqual({ type: 'released', againAfterMs: 1_000 });
    }
    const levels = ['info', 'debug', 'debug'];
    expect(lines).toEqual(levels.map((level) => `${level}: job not started here now`));
  });
});

describe('a job of a kind that no worker knows', () => {
  it('is refused, and not given up for how often it stood aside before', async () => {
    const { store, lines, job, handOver } = await aWorker();
    for (const refusals of [0, 1, 179]) {
      const outcome = await handOver('dance', { start: 1_000, refusals });
      expect(outcome).toEqual({ type: 'refused', againAfterMs: 5_000 });
    }
    expect(lines.map((line) => line.split(':')[0])).toEqual(['info', 'debug', 'debug']);
    expect(await store.find(job.dance.id)).toMatchObject({ status: 'pending' });
  });

  it('is given up after it was refused for a quarter of an hour', async () => {
    const { store, job, handOver } = await aWorker();
    const outcome = await handOver('dance', { start: 181, refusals: 180 });
    expect(outcome).toMatchObject({ type: 'failed' });
    expect(await store.find(job.dance.id)).toMatchObject({
      status: 'failed',
      error: { code: 'kind_unknown' },
    });
  });
});
