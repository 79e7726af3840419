import { AppError } from '@pitwall/contract';
import { cancelled, progressed, started as startedBy } from '@pitwall/job-state';
import { aJob, aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { startRunner } from './startRunner.ts';

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

  it('fails a job whose result is larger than its kind may have, and goes on', async () => {
    const { store, submit, until } = await startRunner();
    const change = store.change.bind(store);
    let isFirst = true;
    store.change = async (id, wish) => {
      const maxResultBytes = wish.event === 'completed' && isFirst ? 10 : undefined;
      if (maxResultBytes) isFirst = false;
      return await change(id, { ...wish, ...(maxResultBytes && { maxResultBytes }) });
    };
    const large = await submit('drill', { seconds: 0 });
    await until(large, { status: 'failed' });
    const job = await store.find(large);
    expect(job?.error).toMatchObject({
      code: 'result_too_large',
      message: expect.stringContaining('its kind may have 10'),
    });
    await until(await submit('drill', { seconds: 0 }), { status: 'completed' });
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

  it('does not run a job that was cancelled while it waited', async () => {
    let id = '';
    const { store, queue } = await startRunner({}, async (made) => {
      id = await made.submit('drill', { seconds: 600 });
      await made.store.change(id, cancelled({ atMs: 9, keepForMs: 1_000 }));
    });
    await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    expect(await store.find(id)).toMatchObject({ status: 'cancelled', starts: 0 });
  });

  it('does not start what had to be started by now', async () => {
    const { store, queue, until } = await startRunner();
    const late = aJob({ startBy: new Date(1_000).toISOString() });
    await store.create({ job: late, input: { seconds: 0 } });
    await queue.add({ ...late, attempts: 3 });
    const error = expect.objectContaining({ code: 'not_started_in_time' });
    await until(late.id, { status: 'failed', starts: 0, error });
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
