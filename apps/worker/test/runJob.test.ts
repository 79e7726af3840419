import { AppError } from '@pitwall/contract';
import {
  cancelled,
  progressed,
  released,
  started as startedBy,
  stopRequested,
} from '@pitwall/job-state';
import { aJob, aPortfolio } from '@pitwall/test-kit';
import { afterEach, describe, expect, it } from 'vitest';

import { testRunner } from './testRunner.ts';

type TestRunner = ReturnType<typeof testRunner>;

const started: TestRunner[] = [];
afterEach(async () => {
  for (const { runner, queue } of started.splice(0)) {
    runner.hurry();
    await runner.stop();
    await queue.close();
  }
});

async function startRunner(env?: Record<string, string>): Promise<TestRunner> {
  const made = testRunner(env);
  await made.runner.start();
  started.push(made);
  return made;
}

describe('a worker', () => {
  it('takes a portfolio to its result', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('portfolio', aPortfolio().input);
    await until(id, { status: 'completed', progress: 100, termination: 'optimal', attempt: 1 });
    expect(await store.findResult(id)).toMatchObject({
      counts: { asked: 3, found: 3 },
      lineups: [{ drivers: ['1', '2', '3', '4', '5', '6'] }, {}, {}],
      solveMs: expect.any(Number),
    });
  });

  it('mirrors steps, progress and checkpoints while a job runs', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('drill', { seconds: 30, steps: 100 });
    await until(id, { status: 'running', currentStep: 'step 3 of 100', progress: 3 });
    expect(await store.findCheckpoint(id)).toBeGreaterThanOrEqual(3);
  });

  it('goes on from the checkpoint that an earlier start left', async () => {
    const { store, queue, until } = await startRunner();
    const job = aJob({ kind: 'drill' });
    await store.create({ job, input: { seconds: 100, steps: 100 } });
    const first = { fence: 1, attempt: 1, workerId: 'lost' };
    await store.change(job.id, startedBy({ ...first, atMs: 1 }));
    await store.change(job.id, progressed({ fence: 1, atMs: 2, checkpoint: 100 }));
    await queue.add({ ...job, attempts: 3 });
    await until(job.id, { status: 'completed' });
    expect(await store.findResult(job.id)).toMatchObject({ stepsDone: 100, stepsResumed: 100 });
  });

  it('stops a cancelled job within a second and runs the next', async () => {
    const { store, submit, until } = await startRunner();
    const id = await submit('drill', { seconds: 600, mode: 'ignore_stop' });
    await until(id, { status: 'running' });
    await store.change(id, cancelled({ atMs: 9, keepForMs: 1_000 }));
    const next = await submit('drill', { seconds: 0 });
    await until(next, { status: 'completed' });
    expect(await store.find(id)).toMatchObject({ status: 'cancelled' });
  });

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

  it('does not run a job that was cancelled while it waited', async () => {
    const made = testRunner();
    started.push(made);
    const { runner, store, queue, submit } = made;
    const id = await submit('drill', { seconds: 600 });
    await store.change(id, cancelled({ atMs: 9, keepForMs: 1_000 }));
    await runner.start();
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    expect(await store.find(id)).toMatchObject({ status: 'cancelled', starts: 0 });
  });

  it('does not start what had to be started by now, and starts what was once', async () => {
    const { store, queue, until } = await startRunner();
    const startBy = new Date(1_000).toISOString();
    const [late, begun] = [aJob({ startBy }), aJob({ startBy })];
    for (const job of [late, begun]) await store.create({ job, input: { seconds: 0 } });
    await store.change(begun.id, startedBy({ fence: 1, attempt: 1, workerId: 'x', atMs: 1 }));
    await store.change(begun.id, released({ fence: 1, atMs: 2 }));
    for (const job of [late, begun]) await queue.add({ ...job, attempts: 3 });
    await until(late.id, {
      status: 'failed',
      starts: 0,
      error: expect.objectContaining({ code: 'not_started_in_time' }),
    });
    await until(begun.id, { status: 'completed', starts: 2 });
  });

  it('tries a failing job as often as its kind allows, and shows why between the tries', async () => {
    const { submit, until } = await startRunner();
    const id = await submit('drill', { seconds: 0, steps: 1, mode: 'fail' });
    const error = { code: 'drill_failed', message: 'The drill was asked to fail' };
    await until(id, { status: 'pending', attempt: 1, error });
    await until(id, { status: 'failed', attempt: 3, starts: 3, error });
  });

  it('counts no attempt for a store that cannot take what it has to write', async () => {
    const { store, submit, until } = await startRunner();
    const change = store.change.bind(store);
    const refusals = ['started', 'completed', 'completed'];
    store.change = async (id, wanted) => {
      const position = refusals.indexOf(wanted.event);
      if (position < 0) return await change(id, wanted);
      refusals.splice(position, 1);
      throw new AppError('store_unavailable', 'Redis is full');
    };
    const id = await submit('drill', { seconds: 0 });
    await until(id, { status: 'completed', attempt: 1, starts: 1 });
    expect(refusals).toEqual([]);
  });

  it('leaves a record alone that it cannot read', async () => {
    const { store, queue, submit } = await startRunner();
    store.find = () => Promise.reject(new AppError('record_unreadable', 'corrupt'));
    const changed: string[] = [];
    store.change = async (id) => {
      changed.push(id);
      return { type: 'absent' };
    };
    await submit('drill', { seconds: 0 });
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    expect(changed).toEqual([]);
  });

  it('fails at once what cannot get better', async () => {
    const { submit, until } = await startRunner();
    const stale = await submit('drill', { hours: 1 });
    await until(stale, {
      status: 'failed',
      attempt: 1,
      error: expect.objectContaining({ code: 'invalid_input' }),
    });
  });

  it.each([
    { what: 'of a kind it does not know', kind: 'dance', env: {} },
    {
      what: 'that is a drill where those are not allowed',
      kind: 'drill',
      env: { DRILLS: 'false' },
    },
  ])('leaves a job $what to another worker', async ({ kind, env }) => {
    const { store, queue, submit } = await startRunner(env);
    const id = await submit(kind, { seconds: 0 });
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 1 });
    expect(await store.find(id)).toMatchObject({ status: 'pending', starts: 0, attempt: 0 });
  });

  it('queues again a pending job that is on no queue', async () => {
    const { store, until } = await startRunner({ HOUSEKEEPING_SECONDS: '1' });
    const forgotten = aJob({ kind: 'drill' });
    await store.create({ job: forgotten, input: { seconds: 0 } });
    await until(forgotten.id, { status: 'completed' });
  });
});
