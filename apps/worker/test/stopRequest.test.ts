import {
  cancelled,
  progressed,
  released,
  started as startedBy,
  stopRequested,
} from '@pitwall/job-state';
import { aJob, aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { startRunner } from './startRunner.ts';

describe('a worker that runs a job which is to finish', () => {
  it('keeps the best so far of a job that is stopped', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('drill', { seconds: 600, steps: 10_000 });
    const isUnderWay = expect.toSatisfy((progress) => progress > 0);
    await until(id, { status: 'running', progress: isUnderWay });
    await store.change(id, stopRequested({ atMs: 9 }));
    await until(id, { status: 'completed', termination: 'user_stop' });
    const wasUnderWay = expect.toSatisfy((stepsDone) => stepsDone > 0);
    expect(await store.findResult(id)).toMatchObject({ stepsDone: wasUnderWay });
  });

  it('stops at its start a job that an earlier start was asked to stop', async () => {
    const { store, queue, until } = await startRunner();
    const job = aJob({ kind: 'drill' });
    await store.create({ job, input: { seconds: 600, steps: 100 } });
    const first = { fence: 1, attempt: 1, workerId: 'lost' };
    await store.change(job.id, startedBy({ ...first, atMs: 1 }));
    await store.change(job.id, progressed({ fence: 1, atMs: 2, checkpoint: 40 }));
    await store.change(job.id, stopRequested({ atMs: 3 }));
    await queue.add({ ...job, attempts: 3 });
    await until(job.id, { status: 'completed', termination: 'user_stop', starts: 2 });
    expect(await store.findResult(job.id)).toMatchObject({ stepsDone: 40, stepsResumed: 40 });
  });

  it('hears by its beat of a stop whose announcement was lost', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('drill', { seconds: 600, steps: 100 });
    await until(id, { status: 'running' });
    const { announce: _, ...unannounced } = stopRequested({ atMs: 9 });
    await store.change(id, unannounced);
    await until(id, { status: 'completed', termination: 'user_stop' });
  });

  it('completes a stopped portfolio with the lineups it has, also with none', async () => {
    const { store, queue, until } = await startRunner();
    const job = aJob({ kind: 'portfolio' });
    await store.create({ job, input: aPortfolio().input });
    await store.change(job.id, startedBy({ fence: 1, attempt: 1, workerId: 'lost', atMs: 1 }));
    await store.change(job.id, stopRequested({ atMs: 2 }));
    await store.change(job.id, released({ fence: 1, atMs: 3 }));
    await queue.add({ ...job, attempts: 3 });
    await until(job.id, { status: 'completed', termination: 'user_stop' });
    expect(await store.findResult(job.id)).toMatchObject({ lineups: [] });
  });

  it('leaves a job running that does not hear of a stop, and still cancels it', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('drill', { seconds: 600, mode: 'ignore_stop' });
    await until(id, { status: 'running' });
    await store.change(id, stopRequested({ atMs: 9 }));
    const next = await submit('drill', { seconds: 0 });
    expect(await store.find(id)).toMatchObject({ status: 'running' });
    await store.change(id, cancelled({ atMs: 11, keepForMs: 1_000 }));
    await until(next, { status: 'completed' });
  });
});
