import { startRedisServer } from '@pitwall/launcher';
import { aJob } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  cancelled,
  failed,
  lost,
  RedisBacklog,
  RedisDueTimes,
  RedisJobStore,
  RedisUsage,
  released,
  started,
} from '../src/index.ts';
import { FIRST, KEEP } from './startedJob.ts';

const { fence } = FIRST;
const prefix = '{full}';
const error = { code: 'crashed', message: '' };

describe('a Redis that is full', () => {
  let server: Awaited<ReturnType<typeof startRedisServer>>;
  let redis: Redis;
  let store: RedisJobStore;
  beforeAll(async () => {
    server = await startRedisServer({ persistence: 'none' });
    redis = new Redis(server.url);
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    store = new RedisJobStore(redis, { prefix });
  });
  beforeEach(() => redis.config('SET', 'maxmemory', '0'));
  afterAll(async () => {
    await store.close();
    await redis.quit();
    await server.stop();
  });

  const fill = () => redis.config('SET', 'maxmemory', '1');

  async function aRunningJob() {
    const job = aJob({ submittedBy: 'k' });
    await store.create({ job, input: {} });
    await store.change(job.id, started({ ...FIRST, atMs: 1_000 }));
    return job.id;
  }

  it('takes no new job, alone or with others, and says that it is full', async () => {
    await fill();
    const outcomes = await Promise.allSettled(
      [aJob(), aJob()].map((job) => store.create({ job, input: {} })),
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store_full' } });
    }
    expect(await redis.keys(`${prefix}:*`)).toEqual([]);
  });

  it('finds the job of a request that is sent again, beside a new one', async () => {
    const again = { key: 'again', fingerprint: 'f', keepForMs: 60_000 };
    const job = aJob();
    const other = new RedisJobStore(redis, { prefix: '{full-again}' });
    await other.create({ job, input: {}, idempotency: again });
    await fill();
    const outcomes = await Promise.allSettled([
      other.create({ job: aJob(), input: {} }),
      other.create({ job: aJob(), input: {}, idempotency: again }),
    ]);
    await other.close();
    expect(outcomes).toMatchObject([
      { reason: { code: 'store_full' } },
      { value: { type: 'repeated', id: job.id } },
    ]);
  });

  it('lets jobs be deleted, by whoever asks and when their time is over', async () => {
    const [asked, due] = [await aRunningJob(), await aRunningJob()];
    await store.change(asked, cancelled({ atMs: 2_000, ...KEEP }));
    await store.change(due, cancelled({ atMs: 2_000, keepForMs: 0 }));
    await fill();
    expect(await store.remove(asked)).toBe('removed');
    const expiry = { atMs: 3_000, historyForMs: 0, limit: 10 };
    expect(await store.expire(expiry)).toBe(1);
    expect(await store.expire(expiry)).toBe(1);
    expect(await redis.keys(`${prefix}:job:*`)).toEqual([]);
  });

  it('takes what must be told of a job that runs, with all accounts of it', async () => {
    const [usage, backlog] = [
      new RedisUsage(redis, { prefix }),
      new RedisBacklog(redis, { prefix }),
    ];
    const before = await backlog.countPending('k');
    const ends = [
      released({ fence, atMs: 2_000 }),
      lost({ fence, atMs: 2_000 }),
      attemptFailed({ fence, atMs: 2_000, nextAttemptAtMs: 3_000, error }),
      failed({ fence, atMs: 2_000, error, ...KEEP }),
      cancelled({ atMs: 2_000, ...KEEP }),
    ];
    const ids = await Promise.all(ends.map(aRunningJob));
    await fill();
    const outcomes = await Promise.all(
      ends.map((change, index) => store.change(ids[index] ?? '', change)),
    );
    expect(outcomes.map(({ type }) => type)).toEqual(ends.map(() => 'applied'));
    expect(await usage.countRunning('k')).toBe(0);
    expect(await backlog.countPending('k')).toBe(before + 3);
  });

  it('still tells whether a planned time is due, and takes that it is done', async () => {
    const due = new RedisDueTimes(redis, { prefix });
    expect(await due.isOpen('cleanup', 10)).toBe(false);
    await fill();
    expect(await due.isOpen('cleanup', 20)).toBe(true);
    await due.close('cleanup', 20);
    expect(await due.isOpen('cleanup', 20)).toBe(false);
  });
});
