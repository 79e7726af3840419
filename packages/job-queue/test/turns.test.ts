import { randomUUID } from 'node:crypto';

import { connectRedis, createLogger } from '@pitwall/runtime';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';

import { Turns } from '../src/bull/turns.ts';
import {
  BullJobConsumer,
  BullJobQueue,
  type Delivery,
  type Outcome,
  type QueueEntry,
} from '../src/index.ts';
import { anEntry } from './queueUnderTest.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const redis = connectRedis(
  { type: 'single', url: inject('redisUrl') },
  { patience: 'patient', log },
);
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await redis.quit();
});

const BAND = 2 ** 19;
const NORMAL = { base: 2 * BAND, due: 3 * BAND - 1 };

function onError(error: unknown): void {
  throw error;
}

function setUp() {
  const prefix = `{test-${randomUUID()}}`;
  const queue = new BullJobQueue({ redis, prefix, onError });
  closing.push(() => queue.close());
  const key = (name: string) => `${prefix}:bull:jobs:${name}`;
  const turns = new Turns({ redis, prefix, toKey: key, onError });
  const priorityOf = async (id: string) => Number(await redis.hget(key(id), 'priority'));
  const waiting = () => redis.zrange(key('prioritized'), '0', '-1');
  /** As if the queue had come so far. */
  const comeTo = (turn: number) =>
    redis.hset(`${prefix}:turns`, `now:${NORMAL.base}`, String(turn));
  const consume = async (onEach: (seen: readonly string[]) => Promise<void>) => {
    const seen: string[] = [];
    const handle = async ({ id }: Delivery): Promise<Outcome> => {
      seen.push(id);
      await onEach(seen);
      return { type: 'done' };
    };
    const options = { concurrency: 4, onLost: () => {}, redis, prefix, workerId: 'test', onError };
    const consumer = new BullJobConsumer(handle, options);
    await consumer.start();
    closing.push(() => consumer.drain());
    return seen;
  };
  return { prefix, queue, turns, key, priorityOf, waiting, comeTo, consume };
}

const manyOf = (tenant: string, count: number): QueueEntry[] =>
  Array.from({ length: count }, (_, index) => anEntry(`${tenant}${index}`, { tenant }));

describe('turns in Redis', () => {
  it('put a single job behind two of a backlog of 10,000, and keep that backlog moving', async () => {
    const { queue, consume } = setUp();
    await queue.addAll(manyOf('big', 10_000));
    await queue.add(anEntry('single', { tenant: 'small' }));
    expect(await queue.findPlace(anEntry('single'))).toMatchObject({ type: 'waiting', ahead: 2 });
    // Strangers who come as fast as jobs are done.
    const seen = await consume(({ length }) =>
      queue.add(anEntry(`s${length}`, { tenant: `s${length}` })),
    );
    const handedOut = (tenant: string) => seen.filter((id) => id.startsWith(tenant)).length;
    await expect.poll(() => handedOut('big'), { timeout: 15_000 }).toBeGreaterThan(20);
    expect(handedOut('single')).toBe(1);
  });

  it('stay in the band of their priority, whatever is added', async () => {
    const { queue, priorityOf, comeTo } = setUp();
    await comeTo(NORMAL.due - 2);
    await queue.addAll(manyOf('a', 5));
    const given = await Promise.all(manyOf('a', 5).map(({ id }) => priorityOf(id)));
    for (const priority of given) {
      expect(priority).toBeGreaterThanOrEqual(NORMAL.base);
      expect(priority).toBeLessThan(NORMAL.due);
    }
  });

  it('are moved back to the beginning of the band in time, with every place kept', async () => {
    const { queue, turns, key, priorityOf, waiting, comeTo } = setUp();
    const far = NORMAL.base + BAND / 2 + 10;
    await comeTo(far);
    await redis.zadd(key('prioritized'), (far + 1) * 2 ** 32 + 7, 'waits');
    await redis.zadd(key('prioritized'), (far + 2) * 2 ** 32 + 6, 'waits longer');
    await redis.zadd(key('delayed'), 1, 'retried');
    await redis.lpush(key('active'), 'runs');
    for (const id of ['waits', 'waits longer', 'retried', 'runs']) {
      await redis.hset(key(id), { priority: String(far + 1), data: '{}' });
    }
    await queue.add(anEntry('new', { tenant: 'late' }));
    await expect.poll(() => priorityOf('waits')).toBe(NORMAL.base);
    expect(await priorityOf('runs')).toBe(NORMAL.base);
    expect(await priorityOf('retried')).toBe(NORMAL.base);
    await turns.settleDue();
    expect(await waiting()).toEqual(['waits', 'waits longer', 'new']);
    await queue.add(anEntry('next', { tenant: 'late' }));
    expect(await priorityOf('next')).toBeLessThan(NORMAL.base + 10);
  });

  it('are given to jobs that come due behind all others, one tenant after the other', async () => {
    const { queue, turns, key, waiting } = setUp();
    const due = [...manyOf('a', 3), ...manyOf('b', 2)].map((job) => ({ ...job, delayMs: 60_000 }));
    await queue.addAll(due);
    await queue.addAll(manyOf('c', 3));
    // As BullMQ does it when their time has come.
    for (const [index, { id }] of due.entries()) {
      await redis.zrem(key('delayed'), id);
      await redis.zadd(key('prioritized'), NORMAL.due * 2 ** 32 + index, id);
    }
    expect((await waiting()).slice(0, 3)).toEqual(['c0', 'c1', 'c2']);
    await turns.settleDue();
    expect(await waiting()).toEqual(['c0', 'c1', 'a0', 'b0', 'c2', 'a1', 'b1', 'a2']);
  });

  it('are not lost to a tenant whose jobs were never added', async () => {
    const { queue, turns, waiting } = setUp();
    await turns.take(manyOf('a', 3));
    await queue.add(anEntry('a-1', { tenant: 'a' }));
    await queue.add(anEntry('b-1', { tenant: 'b' }));
    expect(await waiting()).toHaveLength(2);
  });

  it('are forgotten of tenants whose jobs have all had theirs', async () => {
    const { prefix, queue, consume } = setUp();
    const seen = await consume(async () => {});
    await queue.addAll(manyOf('a', 20));
    await expect.poll(() => seen.length).toBe(20);
    await queue.add(anEntry('b', { tenant: 'b' }));
    expect(await redis.zrange(`${prefix}:turns:${NORMAL.base}`, '0', '-1')).toEqual(['b']);
  });
});
