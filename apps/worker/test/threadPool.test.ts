import type { Progress } from '@pitwall/job-state';
import { afterEach, describe, expect, it } from 'vitest';

import { ThreadPool } from '../src/threads/threadPool.ts';

const JOB = { kind: 'test', input: {}, checkpoint: undefined };
const SILENT = { onProgress: () => {}, onLog: () => {} };

const pools: ThreadPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function poolOf(file: string): ThreadPool {
  const pool = new ThreadPool({
    threads: 1,
    threadsPerJob: 1,
    memoryMb: 64,
    processMemoryMb: 320,
    file: new URL(`threads/${file}.mjs`, import.meta.url),
    onError: () => {},
  });
  pools.push(pool);
  return pool;
}

describe('a thread of the pool', () => {
  it('tells progress and log lines, hears what it is asked, and gives its outcome', async () => {
    const told: (Progress | string)[] = [];
    const pool = poolOf('answers');
    const run = pool.run(JOB, {
      onProgress: (progress) => told.push(progress),
      onLog: (message, facts) => told.push(`${message} ${JSON.stringify(facts)}`),
    });
    await expect.poll(() => told).toEqual([{ progress: 50 }, 'working {"kind":"test"}']);
    expect(pool.busy).toBe(1);
    run.ask('stop');
    expect(await run.outcome).toEqual({ type: 'finished', result: 2 });
    expect(pool.busy).toBe(0);
  });

  it('ends at once when it is aborted, in the middle of anything', async () => {
    const pool = poolOf('answers');
    const run = pool.run(JOB, SILENT);
    run.abort();
    await expect(run.outcome).rejects.toThrow(/aborted/i);
    const next = pool.run(JOB, SILENT);
    next.ask('release');
    expect(await next.outcome).toEqual({ type: 'finished', result: 1 });
  });

  it('that needs more memory than it may have fails its job, and the next one runs', async () => {
    const pool = poolOf('allocates');
    for (let times = 0; times < 2; times += 1) {
      await expect(pool.run(JOB, SILENT).outcome).rejects.toMatchObject({
        code: 'out_of_memory',
        message: 'The job needed more than 64 MB',
      });
    }
    expect(pool.busy).toBe(0);
  }, 60_000);

  it('that ends itself fails its job, and the next one runs', async () => {
    const pool = poolOf('exits');
    for (let times = 0; times < 2; times += 1) {
      await expect(pool.run(JOB, SILENT).outcome).rejects.toMatchObject({ code: 'crashed' });
    }
  });
});
