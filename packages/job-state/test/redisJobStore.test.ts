import { systemClock } from '@pitwall/runtime';
import { aJob, eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';

import {
  cancelled,
  RedisBacklog,
  RedisDueTimes,
  edited,
  RedisJobStats,
  RedisJobStore,
  RedisUsage,
  started,
} from '../src/index.ts';
import { removeJob } from '../src/redis/forgetJob.ts';
import { JobKeys } from '../src/redis/jobKeys.ts';
import { describeBacklog } from './backlogContract.ts';
import { describeCleanUp, describeDueTimes } from './cleanUpContract.ts';
import { describeCreateAll } from './createAllContract.ts';
import { describeHandOver } from './handOverContract.ts';
import { describeJobIndex } from './jobIndexContract.ts';
import { describeJobNotes } from './jobNotesContract.ts';
import { describeJobSearch } from './jobSearchContract.ts';
import { describeJobStats } from './jobStatsContract.ts';
import { describeJobStore } from './jobStoreContract.ts';
import { describeJobUsage } from './jobUsageContract.ts';
import { describeStartLog } from './startLogContract.ts';
import { describeSteering } from './steeringContract.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis, createStore } = useRedis();

/** Those that do not go by themselves. */
async function lastingKeys(pattern: string): Promise<string[]> {
  const keys = await redis.keys(pattern);
  const expiries = await Promise.all(keys.map((key) => redis.ttl(key)));
  return keys.filter((_, index) => expiries[index] === -1);
}

describeJobStore('RedisJobStore', createStore);
describeJobNotes('RedisJobStore', createStore);
describeJobIndex('RedisJobStore', createStore);
describeHandOver('RedisJobStore', createStore);
describeStartLog('RedisJobStore', createStore);
describeJobSearch('RedisJobStore', createStore);
describeCleanUp('RedisJobStore', createStore);
describeDueTimes('RedisDueTimes', () => new RedisDueTimes(redis, { prefix: freshPrefix() }));
describeJobStats('RedisJobStore', createWithStats, systemClock.now());

function createWithStats() {
  const prefix = freshPrefix();
  return { store: createStore(prefix), stats: new RedisJobStats(redis, { prefix }) };
}
describeCreateAll('RedisJobStore', createStore);
describeBacklog('RedisBacklog', () => {
  const prefix = freshPrefix();
  return { store: createStore(prefix), backlog: new RedisBacklog(redis, { prefix }) };
});
describeJobUsage('RedisJobStore', () => {
  const prefix = freshPrefix();
  const limit = async (keyId: string, runningJobs: number | null) =>
    void (await redis.hset(`${prefix}:apikey:${keyId}`, 'limits', JSON.stringify({ runningJobs })));
  return { store: createStore(prefix), usage: new RedisUsage(redis, { prefix }), limit };
});

describeSteering('RedisJobStore', createStore);

describe('jobs that come in the same moment', () => {
  const CREATED = { value: { type: 'created' } };
  const WRONG = { reason: { message: expect.stringMatching(/^WRONGTYPE/) as string } };

  it('fail alone where something else stands in the place of what is theirs', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    await redis.set(`${prefix}:tenant:odd:events`, 'no stream');
    const jobs = [{}, { tenant: 'odd' }, {}].map((changes) => aJob(changes));
    const outcomes = await Promise.allSettled(jobs.map((job) => store.create({ job, input: {} })));
    expect(outcomes).toMatchObject([CREATED, WRONG, CREATED]);
    const listed = await store.list({ limit: 9 });
    expect(listed.jobs.map(({ tenant }) => tenant)).toEqual(['default', 'default']);
    expect(await store.counts()).toMatchObject({ pending: 2 });
    expect(await redis.exists(`${prefix}:job:${jobs[1]?.id}`)).toBe(0);
  });

  it('are in all indexes although one of another is none', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    await redis.set(`${prefix}:jobs:tag:odd`, 'no index');
    const jobs = [['fine'], ['odd'], ['fine']].map((tags) => aJob({ tags }));
    const outcomes = await Promise.allSettled(jobs.map((job) => store.create({ job, input: {} })));
    expect(outcomes).toMatchObject([CREATED, WRONG, CREATED]);
    expect((await store.list({ limit: 9, tags: ['fine'] })).jobs).toHaveLength(2);
  });
});

describe('a job that is edited and removed', () => {
  it('is in the indexes of its new tags, and leaves no key behind', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    const job = aJob({ tags: ['a', 'b'] });
    await store.create({ job, input: {} });
    const change = edited({ before: job, after: { tags: ['b', 'c'] }, atMs: 2 });
    if (change) await store.change(job.id, change);
    const tagged = (tag: string) => redis.zscore(`${prefix}:jobs:tag:${tag}`, job.id);
    const score = String(Date.parse(job.createdAt));
    expect(await Promise.all(['a', 'b', 'c'].map(tagged))).toEqual([null, score, score]);
    await store.change(job.id, cancelled({ atMs: 3, keepForMs: 1_000 }));
    expect(await store.remove(job.id)).toBe('removed');
    const left = (await redis.keys(`${prefix}:*`)).filter((key) => key.includes(job.id));
    expect(left).toEqual([]);
  });

  it('is removed, not absent, to whom its removal was sent twice', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    const job = aJob();
    await store.create({ job, input: {} });
    await store.change(job.id, cancelled({ atMs: 3, keepForMs: 1_000 }));
    // Whatever it is read for, it is gone when the script comes.
    const findAndRemove = async () => {
      const found = await store.find(job.id);
      await store.remove(job.id);
      return found;
    };
    expect(await removeJob(redis, new JobKeys(prefix), findAndRemove)).toBe('removed');
    expect(await store.remove(job.id)).toBe('absent');
  });
});

describe('the keys in Redis', () => {
  it('all share the hash tag, and none is left when a job is forgotten', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    const job = aJob({ tags: ['x'], slateId: 's', name: 'some words' });
    await store.create({ job, input: {} });
    await store.change(job.id, cancelled({ atMs: 0, keepForMs: 0 }));
    const keys = await redis.keys('*test-*');
    expect(keys.filter((key) => key.includes(job.id))).toEqual(
      expect.arrayContaining([`${prefix}:job:${job.id}`, `${prefix}:job:${job.id}:events`]),
    );
    const expiry = { atMs: 1, historyForMs: 0, limit: 10 };
    await store.expire(expiry);
    await store.expire(expiry);
    // What its tenant is told stays, capped: that the job is gone is the last of it.
    const told = `${prefix}:tenant:default:events`;
    expect(await lastingKeys(`${prefix.replace(/[{}]/g, '\\$&')}*`)).toEqual([told]);
  });

  it('get one event for every change, in the same step', async () => {
    const prefix = freshPrefix();
    const store = createStore(prefix);
    const job = aJob();
    await store.create({ job, input: {} });
    const start = { fence: 1_000_001, attempt: 1, workerId: 'a', atMs: 1 };
    await store.change(job.id, started(start));
    await store.change(job.id, started(start));
    const events = await redis.xrange(`${prefix}:job:${job.id}:events`, '-', '+');
    expect(events.map(([, fields]) => fields[1])).toEqual(['submitted', 'started']);
  });
});

describe('a Redis that is away', () => {
  it('is told apart from a bug', async () => {
    const gone = new Redis({ port: 1, lazyConnect: true, retryStrategy: () => null });
    gone.on('error', () => {});
    const store = new RedisJobStore(gone, { prefix: '{x}' });
    await eventually(() =>
      expect(store.find('any')).rejects.toMatchObject({ code: 'store_unavailable' }),
    );
  });
});
