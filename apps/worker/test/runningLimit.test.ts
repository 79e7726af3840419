import { MemoryJobStore } from '@pitwall/job-state';
import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { standAsideMs } from '../src/jobs/standAsideMs.ts';
import { testRunner } from './testRunner.ts';

describe('a key of which as many jobs run as may', () => {
  it('has its next job stand aside, no try lost, while others go first', async () => {
    const store = new MemoryJobStore({ findRunningLimit: async (id) => (id === 'k' ? 1 : null) });
    const { runner, queue, until } = testRunner({ WORKER_CONCURRENCY: '2' }, store);
    await runner.start();
    const submit = async (submittedBy: string, seconds: number): Promise<string> => {
      const job = aJob({ submittedBy });
      await store.create({ job, input: { seconds } });
      await queue.add({ ...job, attempts: 1 });
      return job.id;
    };
    const first = await submit('k', 0.8);
    const second = await submit('k', 0.1);
    const other = await submit('other', 0.1);
    await until(other, { status: 'completed' });
    expect(await store.find(first)).toMatchObject({ status: 'running' });
    expect(await store.find(second)).toMatchObject({ status: 'pending', starts: 0 });
    expect(await queue.counts()).toMatchObject({ delayed: 1 });
    await until(second, { status: 'completed', attempt: 1, starts: 1 });
    await runner.stop();
    await queue.close();
  });

  it('asks no more than fifty times a second, however many of its jobs stand aside', () => {
    const delays = [0, 10, 1_000, 1_000_000].map(standAsideMs);
    expect(delays).toEqual([1_000, 1_000, 20_000, 300_000]);
  });
});
