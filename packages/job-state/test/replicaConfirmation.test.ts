import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startRedisServer } from '@pitwall/launcher';
import { aJob, eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cancelled, fenceOf, RedisJobStore, retried } from '../src/index.ts';

const servers: Awaited<ReturnType<typeof startRedisServer>>[] = [];
let folder: string;
let master: Redis;
let replica: Redis;

beforeAll(async () => {
  // A replica writes what it gets to its folder, even if it keeps nothing else.
  folder = await mkdtemp(join(tmpdir(), 'pitwall-replica-'));
  for (const name of ['master', 'replica']) {
    const persistence = { aof: 'everysec' as const, folder: join(folder, name) };
    servers.push(await startRedisServer({ persistence }));
  }
  [master, replica] = servers.map(({ url }) => new Redis(url)) as [Redis, Redis];
});
afterAll(async () => {
  master.disconnect();
  replica.disconnect();
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true });
});

function createStore(): RedisJobStore {
  return new RedisJobStore(master, { prefix: `{test-${randomUUID()}}`, waitReplicas: 1 });
}

describe('a submit that waits for a replica', () => {
  it('is refused while there is none, in time for all who wait, and yet kept', async () => {
    const store = createStore();
    const jobs = Array.from({ length: 30 }, () => aJob());
    const startedMs = performance.now();
    const answers = await Promise.allSettled(jobs.map((job) => store.create({ job, input: {} })));
    // Two rounds of 0.8 s; one for each of them would be 24 s.
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    for (const answer of answers) {
      expect(answer).toMatchObject({ reason: { code: 'not_replicated' } });
    }
    for (const { id } of jobs) expect(await store.find(id)).toMatchObject({ id });
    await store.close();
  });

  it('is accepted once the replica has it', async () => {
    await master.config('SET', 'repl-diskless-sync-delay', '0');
    await replica.replicaof('127.0.0.1', Number(new URL(servers[0]?.url ?? '').port));
    const store = createStore();
    const first = aJob();
    await eventually(() => store.create({ job: first, input: {} }), 20_000);
    const job = aJob();
    await store.create({ job, input: {} });
    expect(await replica.keys(`*:job:${job.id}`)).toHaveLength(1);
    await store.close();
  }, 25_000);
});

describe('a retry that waits for a replica', () => {
  it('is accepted once the replica has it, and refused while there is none', async () => {
    await replica.replicaof('127.0.0.1', Number(new URL(servers[0]?.url ?? '').port));
    const store = createStore();
    const job = aJob();
    await eventually(() => store.create({ job, input: {} }), 20_000);
    await store.change(job.id, cancelled({ atMs: 1, keepForMs: 60_000 }));
    const wish = { fence: 0, generation: 2, fromStart: false, atMs: 2 };
    await store.change(job.id, retried(wish));
    const key = (await replica.keys(`*:job:${job.id}`))[0] ?? '';
    expect(await replica.hget(key, 'status')).toBe('pending');

    await replica.replicaof('NO', 'ONE');
    await eventually(async () => {
      expect(await master.info('replication')).toContain('connected_slaves:0');
    }, 5_000);
    await store.change(job.id, cancelled({ atMs: 3, keepForMs: 60_000 }));
    const again = { ...wish, fence: fenceOf(2, 0), generation: 3, atMs: 4 };
    await expect(store.change(job.id, retried(again))).rejects.toMatchObject({
      code: 'not_replicated',
    });
    expect(await store.find(job.id)).toMatchObject({ status: 'pending', generation: 3 });
    await store.close();
  }, 30_000);
});
