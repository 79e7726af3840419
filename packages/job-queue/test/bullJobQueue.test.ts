import { randomUUID } from 'node:crypto';

import { freePort, startRedisServer } from '@pitwall/launcher';
import { connectRedis, createLogger } from '@pitwall/runtime';
import { eventually } from '@pitwall/test-kit';
import { Queue } from 'bullmq';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { BullJobConsumer, BullJobQueue, BullRounds } from '../src/index.ts';
import { describeGiveBack } from './giveBackContract.ts';
import { describeJobQueue } from './jobQueueContract.ts';
import { anEntry, type QueueUnderTest } from './queueUnderTest.ts';
import { describeTurns } from './turnsContract.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const redis = connectRedis(
  { type: 'single', url: inject('redisUrl') },
  { patience: 'patient', log },
);
afterAll(async () => {
  await redis.quit();
});

function onError(error: unknown): void {
  throw error;
}

const freshPrefix = () => `{test-${randomUUID()}}`;

const open = async (): Promise<QueueUnderTest> => {
  const prefix = freshPrefix();
  const queue = new BullJobQueue({ redis, prefix, onError });
  return {
    queue,
    createConsumer: (handle, options) =>
      new BullJobConsumer(handle, { ...options, redis, prefix, workerId: 'test', onError }),
    close: () => queue.close(),
  };
};
describeJobQueue('BullJobQueue', open);
describeGiveBack('BullJobQueue', open);
describeTurns('BullJobQueue', open);

describe('BullJobQueue', () => {
  it('rejects at once while Redis is away, says so, and works when it is back', async () => {
    const port = await freePort();
    const away = connectRedis(
      { type: 'single', url: `redis://127.0.0.1:${port}` },
      { patience: 'fail_fast', log },
    );
    const queue = new BullJobQueue({ redis: away, prefix: '{x}', onError: () => {} });
    await expect(queue.counts()).rejects.toMatchObject({ code: 'store_unavailable' });
    const server = await startRedisServer({ persistence: 'none', port });
    await eventually(() => queue.counts(), 5_000);
    await queue.close();
    away.disconnect();
    await server.stop();
  });

  it('stores nothing of a job but what names it', async () => {
    const prefix = freshPrefix();
    const queue = new BullJobQueue({ redis, prefix, onError });
    const data = { id: '01A', generation: 1, correlationId: 'c', tenant: 't' };
    await queue.add(anEntry('01A', data));
    const stored = await redis.hget(`${prefix}:bull:jobs:01A`, 'data');
    expect(JSON.parse(stored ?? '')).toEqual(data);
    await queue.close();
  });
});

describe('BullRounds', () => {
  it('go on after the next one got lost', async () => {
    const prefix = freshPrefix();
    const rounds: number[] = [];
    const run = async () => void rounds.push(performance.now());
    const fleet = new BullRounds({ redis, prefix, everyMs: 200, run, onError: () => {} });
    await fleet.start();
    await expect.poll(() => rounds.length, { timeout: 10_000 }).toBeGreaterThan(1);
    const queue = new Queue('housekeeping', { connection: redis, prefix: `${prefix}:bull` });
    // As after a Redis that was full when the next round was to be added.
    await expect
      .poll(async () => {
        await redis.del(queue.toKey('delayed'), queue.toKey('wait'));
        return await queue.getJobCountByTypes('delayed', 'waiting', 'active');
      })
      .toBe(0);
    const before = rounds.length;
    await expect.poll(() => rounds.length, { timeout: 10_000 }).toBeGreaterThan(before + 1);
    await queue.close();
    await fleet.stop();
  });

  it('run once an interval for the whole fleet', async () => {
    const prefix = freshPrefix();
    const times: number[] = [];
    const run = async () => void times.push(performance.now());
    const fleet = [1, 2, 3].map(
      () => new BullRounds({ redis, prefix, everyMs: 200, run, onError }),
    );
    for (const rounds of fleet) await rounds.start();
    await expect.poll(() => times.length, { timeout: 10_000 }).toBeGreaterThan(4);
    for (const rounds of fleet) await rounds.stop();
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // Three timers of their own would leave gaps near nothing between them.
    expect(gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]).toBeGreaterThan(100);
  });
});
