import { systemClock } from '@pitwall/runtime';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MemoryWatchdog, readRssMb } from '../src/threads/memoryWatchdog.ts';
import { ThreadPool, type ThreadRun } from '../src/threads/threadPool.ts';

const SILENT = { onProgress: () => {}, onLog: () => {} };
const HEALTHY = { kind: 'drill', input: { seconds: 0, steps: 1 }, checkpoint: undefined };
const PLACES = [
  { place: 'a thread of the pool', ownProcess: false },
  { place: 'a process of its own', ownProcess: true },
];

/** What ends by itself, and may leave the worker alone. */
const MORTAL = ['allocate_heap', 'throw_outside', 'exit'];

// Each starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
const PATIENTLY = { timeout: 10_000 };

const pools: ThreadPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) {
    expect(pool.busy).toBe(0);
    await pool.close();
  }
  await expect.poll(() => process.getActiveResourcesInfo(), PATIENTLY).not.toContain('ProcessWrap');
});

function newPool(threads = 1): ThreadPool {
  const pool = new ThreadPool({
    threads,
    threadsPerJob: 1,
    memoryMb: 64,
    processMemoryMb: 320,
    file: new URL('../dist/threads/solveThread.js', import.meta.url),
    onError: () => {},
  });
  pools.push(pool);
  return pool;
}

/** Resolves once it has left the checkpoint of its first step. */
async function begin(pool: ThreadPool, mode: string, ownProcess: boolean): Promise<ThreadRun> {
  const job = { kind: 'drill', input: { seconds: 0.2, steps: 2, mode }, checkpoint: undefined };
  let run: ThreadRun | undefined;
  await new Promise<void>((resolve) => {
    run = pool.run(job, { ...SILENT, onProgress: () => resolve() }, { ownProcess });
    // Looked at by the test as well, but perhaps later than it is rejected.
    run.outcome.catch(() => {});
  });
  return run!;
}

async function expectHealthy(pool: ThreadPool, ownProcess: boolean): Promise<void> {
  expect(await pool.run(HEALTHY, SILENT, { ownProcess }).outcome).toMatchObject({
    type: 'finished',
    result: { termination: 'optimal', stepsDone: 1 },
  });
}

describe.each(PLACES)('in $place', ({ ownProcess }) => {
  it.each(['loop', 'block'])('a job that does %s is ended, and the next one runs', async (mode) => {
    const pool = newPool();
    const run = await begin(pool, mode, ownProcess);
    run.ask('time_limit');
    expect(pool.busy).toBe(1);
    run.abort();
    await expect(run.outcome).rejects.toThrow(/aborted/i);
    await expectHealthy(pool, ownProcess);
  });

  it('a job whose heap grows without end has run out of memory, and the next one runs', async () => {
    const pool = newPool();
    const run = await begin(pool, 'allocate_heap', ownProcess);
    await expect(run.outcome).rejects.toMatchObject({
      code: 'out_of_memory',
      message: 'The job needed more than 64 MB',
    });
    await expectHealthy(pool, ownProcess);
  });

  it.each([
    ['throw_outside', /nothing caught: The drill threw outside of every promise$/],
    ['exit', /^The job ended its own thread \(exit code 3\)$/],
  ])('a job that does %s has crashed, and the next one runs', async (mode, message) => {
    const pool = newPool();
    const run = await begin(pool, mode, ownProcess);
    await expect(run.outcome).rejects.toMatchObject({
      code: 'crashed',
      message: expect.stringMatching(message),
    });
    await expectHealthy(pool, ownProcess);
  });
});

it('a job in a thread goes on, whatever happens beside it', async () => {
  const pool = newPool(1 + MORTAL.length);
  const neighbour = pool.run({ ...HEALTHY, input: { seconds: 600 } }, SILENT);
  const poisons = PLACES.flatMap(({ ownProcess }) =>
    MORTAL.map(async (mode) => await (await begin(pool, mode, ownProcess)).outcome),
  );
  const ends = await Promise.allSettled(poisons);
  expect(ends.map(({ status }) => status)).toEqual(poisons.map(() => 'rejected'));
  neighbour.ask('stop');
  expect(await neighbour.outcome).toMatchObject({ result: { termination: 'user_stop' } });
});

describe('memory that is outside the JavaScript heap', () => {
  it.each(['allocate_buffers', 'allocate_wasm'])(
    'ends the process of its job: %s',
    async (mode) => {
      const pool = newPool();
      const run = await begin(pool, mode, true);
      await expect(run.outcome).rejects.toMatchObject({
        code: 'out_of_memory',
        message: 'The job needed more than 320 MB',
      });
      await expectHealthy(pool, true);
    },
  );

  it.each(['allocate_buffers', 'allocate_wasm'])(
    'is seen in a thread by a watchdog on the worker, in time to end it: %s',
    async (mode) => {
      const pool = newPool();
      const run = await begin(pool, mode, false);
      const watchdog = new MemoryWatchdog({
        limitMb: readRssMb() + 200,
        everyMs: 20,
        clock: systemClock,
        readRssMb,
        onExceeded: () => run.abort(),
      });
      watchdog.start();
      await expect(run.outcome).rejects.toThrow(/aborted/i);
      watchdog.stop();
      await expectHealthy(pool, false);
    },
  );
});

it('a process of a job that is killed from outside has crashed', async () => {
  const pool = newPool();
  const run = await begin(pool, 'kill_process', true);
  await expect(run.outcome).rejects.toMatchObject({
    code: 'crashed',
    message: expect.stringContaining('was killed (SIGKILL)'),
  });
  await expectHealthy(pool, true);
});
