import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startRedisServer } from '@pitwall/launcher';
import { aJob, eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { RedisJobStore } from '../src/index.ts';

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
