import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { startRedisServer } from '@pitwall/launcher';
import { connectRedis, createLogger } from '@pitwall/runtime';
import { withResolvers } from '@pitwall/test-kit';
import { afterEach, describe, expect, inject, it } from 'vitest';

import {
  BullJobConsumer,
  BullJobQueue,
  type Delivery,
  type HandleJob,
  type Outcome,
} from '../src/index.ts';
import { anEntry, answering } from './queueUnderTest.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });

const connect = (url = inject('redisUrl')) =>
  connectRedis({ type: 'single', url }, { patience: 'patient', log });

const closing: (() => Promise<unknown>)[] = [];
const finishing: (() => void)[] = [];
afterEach(async () => {
  // First: a consumer is closed when what it was handed has come back.
  for (const finish of finishing.splice(0)) finish();
  for (const close of closing.splice(0).toReversed()) await close();
});
const NEVER_MS = 600_000;

function setUp(url?: string) {
  const redis = connect(url);
  closing.push(() => redis.quit());
  const prefix = `{test-${randomUUID()}}`;
  const queue = new BullJobQueue({ redis, prefix, onError: () => {} });
  closing.push(() => queue.close());
  const key = (name: string) => `${prefix}:bull:jobs:${name}`;
  const lost: number[] = [];
  /** With a connection of its own, to which things may happen. */
  const consume = async (
    handle: HandleJob,
    { concurrency = 1, lockMs = NEVER_MS, stalledCheckMs = NEVER_MS } = {},
  ) => {
    const own = connect(url);
    const consumer = new BullJobConsumer(handle, {
      redis: own,
      prefix,
      workerId: 'test',
      concurrency,
      timing: { lockMs, stalledCheckMs },
      onError: () => {},
      onLost: ({ start }) => lost.push(start),
    });
    await consumer.start();
    const close = async () => {
      await consumer.drain();
      own.disconnect();
    };
    closing.push(close);
    return { consumer, own };
  };
  return { redis, queue, key, lost, consume };
}

/** A handler that answers each start only when it is told to. */
function holdingEach() {
  const starts: { delivery: Delivery; finish: () => void }[] = [];
  const handle = (delivery: Delivery): Promise<Outcome> => {
    const { promise, resolve } = withResolvers<Outcome>();
    starts.push({ delivery, finish: () => resolve({ type: 'done' }) });
    return promise;
  };
  finishing.push(() => {
    for (const { finish } of starts) finish();
  });
  return { starts, handle };
}

describe('the lock of a job', () => {
  it('is taken again when its worker is the first to come back from an outage', async () => {
    const { redis, queue, key, lost, consume } = setUp();
    const { starts, handle } = holdingEach();
    const { own } = await consume(handle);
    await queue.add(anEntry('a'));
    await expect.poll(() => starts).toHaveLength(1);
    // As after an outage that was longer than the lock.
    await redis.del(key('a:lock'));
    own.disconnect(true);
    await expect.poll(() => redis.exists(key('a:lock')), { timeout: 5_000 }).toBe(1);
    expect(lost).toEqual([]);
    starts[0]?.finish();
    await expect.poll(() => queue.statesOf([anEntry('a')])).toEqual(['completed']);
  });

  it('is left to somebody else who has been given the job meanwhile', async () => {
    const { redis, queue, key, lost, consume } = setUp();
    const { starts, handle } = holdingEach();
    const { own } = await consume(handle);
    await queue.add(anEntry('a'));
    await expect.poll(() => starts).toHaveLength(1);
    await redis.set(key('a:lock'), 'another');
    own.disconnect(true);
    await expect.poll(() => lost, { timeout: 5_000 }).toEqual([1]);
    expect(await redis.get(key('a:lock'))).toBe('another');
  });

  it('is kept for a job that was lost and came back to the same worker', async () => {
    const { redis, queue, key, lost, consume } = setUp();
    const { starts, handle } = holdingEach();
    const lockMs = 400;
    await consume(handle, { concurrency: 2, lockMs });
    await queue.add(anEntry('a'));
    await expect.poll(() => starts).toHaveLength(1);
    // What a check for stalled jobs does.
    await redis
      .multi()
      .del(key('a:lock'))
      .lrem(key('active'), 1, 'a')
      .zadd(key('prioritized'), 1, 'a')
      .zadd(key('marker'), 0, '0')
      .exec();
    await expect.poll(() => lost, { timeout: 5_000 }).toEqual([1]);
    await expect.poll(() => starts, { timeout: 5_000 }).toHaveLength(2);
    starts[0]?.finish();
    // Long enough for a lock that nobody renews to run out.
    await sleep(3 * lockMs);
    expect(await redis.exists(key('a:lock'))).toBe(1);
    expect(lost).toEqual([1]);
  });

  it('is renewed while Redis is full', async () => {
    // Its own, for the tests beside this one need room.
    const server = await startRedisServer({ persistence: 'none' });
    closing.push(() => server.stop());
    const { redis, queue, key, lost, consume } = setUp(server.url);
    const { starts, handle } = holdingEach();
    const lockMs = 400;
    await consume(handle, { lockMs });
    await queue.add(anEntry('a'));
    await expect.poll(() => starts).toHaveLength(1);
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.config('SET', 'maxmemory', '1mb');
    await sleep(3 * lockMs);
    expect(await redis.exists(key('a:lock'))).toBe(1);
    expect(lost).toEqual([]);
    await redis.config('SET', 'maxmemory', '0');
  });
});

describe('a worker that is gone', () => {
  it('has its job handed on, after more urgent ones, with the attempt not counted', async () => {
    const { queue, consume } = setUp();
    const { starts, handle } = holdingEach();
    const gone = await consume(handle, { lockMs: 300 });
    await queue.add(anEntry('held'));
    await expect.poll(() => starts).toHaveLength(1);
    gone.own.disconnect();
    for (const id of ['normal', 'low'] as const) {
      await queue.add(anEntry(id, { priority: id }));
    }
    // Only then, so that nobody takes what was added before the job is back.
    const idle = await consume(handle, { lockMs: 300, stalledCheckMs: 100 });
    await idle.consumer.pause();
    await expect
      .poll(() => queue.statesOf([anEntry('held')]), { timeout: 5_000 })
      .toEqual(['waiting']);
    await queue.add(anEntry('urgent', { priority: 'urgent' }));
    const other = answering();
    await consume(other.handle);
    await expect
      .poll(() => other.seen.map(({ id, attempt }) => [id, attempt]), { timeout: 5_000 })
      .toContainEqual(['held', 1]);
    const order = other.seen.map(({ id }) => id);
    expect(order.indexOf('held')).toBeGreaterThan(order.indexOf('urgent'));
  });

  it('is not taken for gone because Redis was: then every worker has an interval to come back', async () => {
    const { redis, queue, key, consume } = setUp();
    const { starts, handle } = holdingEach();
    await consume(handle);
    await queue.add(anEntry('a'));
    await expect.poll(() => starts).toHaveLength(1);
    // As after an outage: marked before it, the lock run out, and nobody has checked for long.
    await redis
      .multi()
      .del(key('a:lock'))
      .sadd(key('stalled'), 'a')
      .set(key('stalled-check'), String(Date.now() - 20_000))
      .exec();
    const other = answering();
    await consume(other.handle, { stalledCheckMs: 300 });
    const checkedAt = () => redis.get(key('stalled-check')).then(Number);
    await expect.poll(checkedAt, { timeout: 5_000 }).toBeGreaterThan(Date.now() - 10_000);
    expect(await queue.statesOf([anEntry('a')])).toEqual(['active']);
    await expect.poll(() => other.seen, { timeout: 5_000 }).toHaveLength(1);
  });
});

describe('a consumer that is made anew', () => {
  it('takes what waits, and what it had been handed before goes on to its end', async () => {
    const { queue, consume } = setUp();
    const { starts, handle } = holdingEach();
    const { consumer } = await consume(handle, { lockMs: 400 });
    await queue.add(anEntry('before'));
    await expect.poll(() => starts).toHaveLength(1);
    await queue.add(anEntry('after'));
    consumer.rebuild();
    await expect.poll(() => starts, { timeout: 5_000 }).toHaveLength(2);
    for (const { finish } of starts) finish();
    await expect
      .poll(() => queue.statesOf([anEntry('before'), anEntry('after')]), { timeout: 5_000 })
      .toEqual(['completed', 'completed']);
  });
});
