import { cancelled, MemoryJobStore, progressed, RedisJobStore, started } from '@pitwall/job-state';
import { aJob, eventually } from '@pitwall/test-kit';
import { describe, expect, inject, it } from 'vitest';

import { MemoryOutbox } from '../src/memory/memoryOutbox.ts';
import type { JobNews } from '../src/outbox.ts';
import { anEndpoint } from './anEndpoint.ts';
import {
  aService,
  onError,
  receiving,
  redisParts,
  someNews,
  stopsAfterTest,
} from './serviceUnderTest.ts';

stopsAfterTest();

const FENCE = 1_000_001;

/** Submits a job and takes it through a start, some progress and a cancel. */
async function live(jobs: RedisJobStore | MemoryJobStore, changes: object = {}): Promise<string> {
  const job = aJob({ name: 'Sunday', tags: ['a'], slateId: 's', ...changes });
  await jobs.create({ job, input: {} });
  await jobs.change(job.id, started({ fence: FENCE, attempt: 1, workerId: 'w', atMs: 1_000 }));
  await jobs.change(job.id, progressed({ fence: FENCE, atMs: 2_000, progress: 50 }));
  await jobs.change(job.id, cancelled({ atMs: 3_000, keepForMs: 1 }));
  return job.id;
}

/** What is told of such a life. */
function lifeOf(id: string): object[] {
  const job = { id, kind: 'drill', tenant: 'default', name: 'Sunday', tags: ['a'], slateId: 's' };
  return [
    { event: 'job.submitted', job: { ...job, status: 'pending', version: 1 } },
    {
      event: 'job.started',
      atMs: 1_000,
      job: { ...job, status: 'running', attempt: 1, version: 2 },
    },
    { event: 'job.cancelled', atMs: 3_000, job: { ...job, status: 'cancelled', version: 4 } },
  ];
}

async function withRedisJobs() {
  const parts = redisParts(inject('redisUrl'));
  const jobs = new RedisJobStore(parts.redis, { prefix: parts.prefix });
  const length = () => parts.redis.xlen(`${parts.prefix}:outbox`);
  return { parts, jobs, length };
}

describe('news of a job', () => {
  it('is told of each step of its life but not of its progress', async () => {
    const { parts, jobs } = await withRedisJobs();
    await parts.store.add(anEndpoint(), 20);
    const id = await live(jobs);
    const news: JobNews[] = [];
    const outbox = parts.outbox();
    outbox.start(async (items) => void news.push(...items));
    await eventually(() => expect(news).toMatchObject(lifeOf(id)));
    await outbox.stop();
  });

  it('is the same when the jobs are in memory', async () => {
    const jobs = new MemoryJobStore();
    const outbox = new MemoryOutbox({ onError });
    const news: JobNews[] = [];
    jobs.observe(outbox.observe);
    outbox.start(async (items) => void news.push(...items));
    const id = await live(jobs);
    await outbox.stop();
    expect(news).toMatchObject(lifeOf(id));
  });

  it('is not written for a tenant that has no webhook', async () => {
    const { parts, jobs, length } = await withRedisJobs();
    await parts.store.add(anEndpoint({ tenant: 'other' }), 20);
    await live(jobs);
    expect(await length()).toBe(0);
    await live(jobs, { tenant: 'other' });
    expect(await length()).toBe(3);
  });

  it('is taken from the outbox when it has been dispatched, and not before', async () => {
    const { parts, jobs, length } = await withRedisJobs();
    await parts.store.add(anEndpoint(), 20);
    await live(jobs);
    const outbox = parts.outbox();
    let seen = 0;
    outbox.start(async () => {
      seen = await length();
    });
    await eventually(async () => expect([seen, await length()]).toEqual([3, 0]));
    await outbox.stop();
  });
});

describe('a process that dies', () => {
  it('before it has dispatched what it took loses none: another takes it over', async () => {
    const { parts, jobs, length } = await withRedisJobs();
    await parts.store.add(anEndpoint(), 20);
    const dying = parts.outbox();
    let taken = 0;
    // Never comes back, as when the process is gone.
    dying.start((items) => {
      taken += items.length;
      return new Promise<never>(() => {});
    });
    const id = await live(jobs);
    await eventually(() => expect(taken).toBeGreaterThan(0));
    const news: JobNews[] = [];
    const other = parts.outbox({ claimAfterMs: 100 });
    other.start(async (items) => void news.push(...items));
    await eventually(() => expect(new Set(news.map(({ event }) => event)).size).toBe(3), 5_000);
    expect(news.every(({ job }) => job.id === id)).toBe(true);
    await eventually(async () => expect(await length()).toBe(0));
    await other.stop();
    void dying.stop();
  });

  it('between queue and acknowledgement makes nobody get a message twice', async () => {
    const parts = redisParts(inject('redisUrl'));
    const receiver = await receiving(204);
    const service = await aService({ parts });
    await service.hook(receiver.url);
    const news = someNews();
    await Promise.all([service.tell(news), service.tell(news)]);
    await eventually(() => expect(service.outcomes).toEqual(['delivered']));
    await service.tell(news);
    await service.tell(someNews());
    await eventually(() => expect(service.outcomes).toHaveLength(2));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
    expect(ids).toHaveLength(2);
  });
});

describe('the outbox', () => {
  it('goes on when it was deleted under its readers, and says so', async () => {
    const { parts, jobs } = await withRedisJobs();
    await parts.store.add(anEndpoint(), 20);
    const errors: unknown[] = [];
    const outbox = parts.outbox({ onError: (error) => errors.push(error) });
    const news: JobNews[] = [];
    outbox.start(async (items) => void news.push(...items));
    await live(jobs);
    await eventually(() => expect(news).toHaveLength(3));
    await parts.redis.del(`${parts.prefix}:outbox`);
    await eventually(() => expect(String(errors[0])).toMatch(/NOGROUP|no longer exists/), 5_000);
    await live(jobs);
    await eventually(() => expect(news).toHaveLength(6), 5_000);
    await outbox.stop();
  });

  it('dispatches again what could not be dispatched', async () => {
    const { parts, jobs, length } = await withRedisJobs();
    await parts.store.add(anEndpoint(), 20);
    const errors: unknown[] = [];
    const outbox = parts.outbox({ claimAfterMs: 50, onError: (error) => errors.push(error) });
    const seen: string[] = [];
    outbox.start(async (items) => {
      if (errors.length === 0) throw new Error('the queue has no room');
      seen.push(...items.map(({ event }) => event));
    });
    await live(jobs);
    await eventually(async () => expect(await length()).toBe(0), 8_000);
    expect(new Set(seen).size).toBe(3);
    await outbox.stop();
  });

  it('delivers end to end over Redis, with retries', async () => {
    const parts = redisParts(inject('redisUrl'));
    const jobs = new RedisJobStore(parts.redis, { prefix: parts.prefix });
    const receiver = await receiving(500, 204);
    const service = await aService({ parts, outbox: parts.outbox() });
    const { id } = await service.hook(receiver.url, { events: ['job.cancelled'] });
    const jobId = await live(jobs);
    await eventually(() => expect(service.outcomes).toEqual(['failed', 'delivered']), 5_000);
    await eventually(async () => {
      const page = await service.webhooks.deliveries({ tenant: 'default', id }, { limit: 5 });
      expect(page.deliveries).toMatchObject([
        { type: 'job.cancelled', jobId, status: 'delivered', attempts: 2 },
      ]);
    });
  });
});
