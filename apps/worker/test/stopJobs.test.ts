import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { testRunner } from './testRunner.ts';

describe('a worker that is stopped', () => {
  it('lets a job finish that is done in time', async () => {
    const { runner, store, submit, until } = testRunner();
    await runner.start();
    const id = await submit('drill', { seconds: 0.5 });
    await until(id, { status: 'running' });
    expect(await runner.stop()).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'completed' });
  });

  it('releases a job that is not, with its checkpoint and its attempt not counted', async () => {
    const { runner, store, queue, submit, until } = testRunner({ SHUTDOWN_GRACE_SECONDS: '1' });
    await runner.start();
    const id = await submit('drill', { seconds: 60, steps: 600 });
    await until(id, { status: 'running', progress: expect.toSatisfy((value) => value > 0) });
    expect(await runner.stop()).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'pending', attempt: 1, starts: 1 });
    expect(await store.findCheckpoint(id)).toBeGreaterThan(0);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0 });
  });

  it('releases a job that does nothing when asked, by ending its thread', async () => {
    const { runner, store, submit, until } = testRunner({ SHUTDOWN_GRACE_SECONDS: '1' });
    await runner.start();
    const id = await submit('drill', { seconds: 600, mode: 'ignore_stop' });
    await until(id, { status: 'running' });
    expect(await runner.stop()).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'pending', attempt: 1 });
  });

  it('stays until a result is written that the store cannot take yet', async () => {
    const { runner, store, submit, until } = testRunner();
    const change = store.change.bind(store);
    const comeBack = new EventEmitter();
    const isBack = once(comeBack, 'back');
    store.change = async (id, wanted) => {
      if (wanted.event === 'completed') await isBack;
      return await change(id, wanted);
    };
    await runner.start();
    const id = await submit('drill', { seconds: 0.2 });
    await until(id, { status: 'running' });
    const stopped = runner.stop();
    // Longer than a worker with nothing in hand waits for a queue that does not answer.
    await sleep(4_000);
    comeBack.emit('back');
    expect(await stopped).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'completed' });
  }, 10_000);

  it('gives back a job whose result the store will not take, to be found again elsewhere', async () => {
    const { runner, store, queue, submit, until } = testRunner({ SHUTDOWN_GRACE_SECONDS: '2' });
    const change = store.change.bind(store);
    store.change = async (id, wanted) => {
      if (wanted.event === 'completed') throw new AppError('store_full', 'Redis is full');
      return await change(id, wanted);
    };
    await runner.start();
    const id = await submit('drill', { seconds: 0.2 });
    await until(id, { status: 'running' });
    expect(await runner.stop()).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'pending', attempt: 1, lostStarts: 0 });
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0 });
  });

  it('releases at once when it is hurried', async () => {
    const { runner, store, submit, until } = testRunner();
    await runner.start();
    const id = await submit('drill', { seconds: 600, steps: 10_000 });
    await until(id, { status: 'running' });
    const stopped = runner.stop();
    runner.hurry();
    expect(await stopped).toBe(true);
    expect(await store.find(id)).toMatchObject({ status: 'pending' });
  });
});
