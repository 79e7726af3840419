import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Progress } from '@pitwall/job-state';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { ThreadPool, type ThreadRun } from '../src/threads/threadPool.ts';

const JOB = { kind: 'test', input: {}, checkpoint: undefined };
const SILENT = { onProgress: () => {}, onLog: () => {} };
const OWN = { ownProcess: true };

// Each starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
const PATIENTLY = { timeout: 10_000 };

const pools: ThreadPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
  await expect.poll(() => process.getActiveResourcesInfo(), PATIENTLY).not.toContain('ProcessWrap');
});

function poolOf(file: string, processMemoryMb = 320): ThreadPool {
  const pool = new ThreadPool({
    threads: 1,
    threadsPerJob: 1,
    memoryMb: 64,
    processMemoryMb,
    file: new URL(`threads/${file}.mjs`, import.meta.url),
    onError: () => {},
  });
  pools.push(pool);
  return pool;
}

async function beBusy(pool: ThreadPool): Promise<{ run: ThreadRun; pid: number }> {
  let run: ThreadRun | undefined;
  const pid = await new Promise<number>((resolve) => {
    const onLog = (_: string, facts: object) => resolve((facts as { pid: number }).pid);
    run = pool.run(JOB, { ...SILENT, onLog }, OWN);
    run.outcome.catch(() => {});
  });
  return { run: run!, pid };
}

/** A process that nobody has reaped yet runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a job in a process of its own', () => {
  it('tells progress and log lines, hears what it is asked, and gives its outcome', async () => {
    const told: (Progress | string)[] = [];
    const pool = poolOf('answers');
    const run = pool.run(
      JOB,
      {
        onProgress: (progress) => told.push(progress),
        onLog: (message, facts) => told.push(`${message} ${JSON.stringify(facts)}`),
      },
      OWN,
    );
    await expect.poll(() => told, PATIENTLY).toEqual([{ progress: 50 }, 'working {"kind":"test"}']);
    expect(pool.busy).toBe(1);
    run.ask('time_limit');
    expect(await run.outcome).toEqual({ type: 'finished', result: 3 });
    expect(pool.busy).toBe(0);
  });

  it('is given its input and checkpoint and gives back its result, however large', async () => {
    const input = { text: 'x'.repeat(20_000_000) };
    const checkpoint = [['a', 'b']];
    const job = { ...JOB, input, checkpoint };
    const { outcome } = poolOf('repeats', 1_024).run(job, SILENT, OWN);
    expect(await outcome).toEqual({ type: 'finished', result: { input, checkpoint } });
  });

  it('gives back a failure of its own with its code', async () => {
    const failed = { type: 'failed', error: { code: 'drill_failed', message: 'as asked' } };
    const job = { ...JOB, input: { failure: failed.error } };
    expect(await poolOf('repeats').run(job, SILENT, OWN).outcome).toEqual(failed);
  });

  it('can be ended before it has begun', async () => {
    const run = poolOf('busy').run(JOB, SILENT, OWN);
    run.abort();
    await expect(run.outcome).rejects.toThrow(/aborted/i);
  });

  it('ends with its pool', async () => {
    const pool = poolOf('busy');
    const { run, pid } = await beBusy(pool);
    await pool.close();
    await expect(run.outcome).rejects.toThrow(/aborted/i);
    expect(isRunning(pid)).toBe(false);
  });

  it('goes on through the signals that its group is sent, until it is done', async () => {
    const { run, pid } = await beBusy(poolOf('busy'));
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGINT');
    run.ask('release');
    expect(await run.outcome).toEqual({ type: 'finished', result: true });
  });

  it('has run out of memory when V8 gives up on all of its process', async () => {
    await expect(poolOf('allocatesMuch').run(JOB, SILENT, OWN).outcome).rejects.toMatchObject({
      code: 'out_of_memory',
      message: 'The job needed more than 64 MB',
    });
  });

  it('that is ended by a fault has crashed, and the fault is named', async () => {
    const { run, pid } = await beBusy(poolOf('busy'));
    process.kill(pid, 'SIGSEGV');
    await expect(run.outcome).rejects.toMatchObject({
      code: 'crashed',
      message: 'The process of the job was ended by a fault (SIGSEGV)',
    });
  });
});

describe.skipIf(process.platform !== 'linux')('the process of a job, on Linux', () => {
  it('is the first that the kernel takes when memory runs out', async () => {
    const { run, pid } = await beBusy(poolOf('busy'));
    expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()).toBe('1000');
    run.abort();
    await expect(run.outcome).rejects.toThrow(/aborted/i);
  });

  it('does not outlive a worker that is killed, however busy it is', async () => {
    const script = fileURLToPath(new URL('threads/startsOwnProcess.mjs', import.meta.url));
    const worker = spawn(process.execPath, ['--conditions=built', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(worker.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isRunning(pid)).toBe(true);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await expect.poll(() => isRunning(pid), PATIENTLY).toBe(false);
  });
});
