import { eventually } from '@pitwall/test-kit';
import { afterEach, describe, expect, it } from 'vitest';

import { aDrill, getJson, submit, until } from '../http.ts';
import { end, endAll, type Running, start } from '../processes.ts';
import { RedisCluster } from './cluster.ts';
import { Load, notCompleted } from './load.ts';
import type { RedisNode } from './redisNode.ts';
import { endService, type Service, startService, untilCompleted } from './service.ts';
import { stopTopologies } from './topology.ts';

afterEach(endAll);
afterEach(stopTopologies);

async function threadsBusy({ url }: Running): Promise<number> {
  const report = (await getJson(`${url}/ready`)) as { checks: { threads: { busy: number } } };
  return report.checks.threads.busy;
}

/** Publish and subscribe bring a cancel to the thread at once, whichever worker it is in. */
async function untilCancelReaches({ url, workers }: Service): Promise<void> {
  const id = await submit(url, aDrill({ seconds: 600, mode: 'ignore_stop' }));
  await until(url, { id, is: { status: 'running' } });
  const busy = async () => (await Promise.all(workers.map(threadsBusy))).reduce((a, b) => a + b);
  await eventually(async () => expect(await busy()).toBe(1));
  await fetch(`${url}/v1/jobs/${id}/cancel`, { method: 'POST' });
  await eventually(async () => expect(await busy()).toBe(0), 1_000);
}

type Loss = { holder: RedisNode; prefix: string };

/** Waits for a replica to hold the slot of the prefix instead. */
async function untilReplaced(cluster: RedisCluster, { holder, prefix }: Loss): Promise<void> {
  await eventually(async () => expect(await cluster.masterOf(prefix)).not.toBe(holder), 30_000);
}

describe('on a Redis Cluster', () => {
  it('everything works as on one server', async () => {
    const cluster = await RedisCluster.start();
    const service = await startService({ ...cluster.env, SHUTDOWN_GRACE_SECONDS: '3' });
    const { url, prefix, apis, workers } = service;

    await untilCancelReaches(service);

    // Released by a worker that stops, and gone on with by the other.
    const long = await submit(url, aDrill({ seconds: 6, steps: 40 }));
    await until(url, {
      id: long,
      is: { status: 'running', progress: expect.toSatisfy((value) => value > 10) },
    });
    const own = await Promise.all(workers.map(threadsBusy));
    const [old] = workers.splice(own.indexOf(1), 1);
    if (!old) throw new Error('No worker runs the job');
    expect(await end(old)).toBe(0);
    await until(url, {
      id: long,
      is: { status: 'completed', attempt: 1, starts: 2 },
      withinMs: 20_000,
    });
    const result = (await getJson(`${url}/v1/jobs/${long}/result`)) as { stepsResumed: number };
    expect(result.stepsResumed).toBeGreaterThan(0);

    expect(await getJson(`${url}/v1/jobs/counts`)).toMatchObject({ completed: 1, cancelled: 1 });
    expect(await getJson(`${apis[1]?.url}/v1/jobs?status=completed`)).toMatchObject({
      jobs: [{ id: long }],
    });
    expect(await getJson(`${url}/admin/queues/api/queues`)).toMatchObject({
      queues: [{ name: 'jobs', counts: { completed: 1 } }],
    });
    expect(await getJson(`${url}/ready`)).toMatchObject({
      checks: { store: { version: expect.stringMatching(/^\d/), appendOnly: true } },
    });

    // Housekeeping queues a pending record whose queued job is gone.
    for (const worker of workers.splice(0)) expect(await end(worker)).toBe(0);
    const forgotten = await submit(url, aDrill({ seconds: 0 }));
    const { client } = await cluster.masterOf(prefix);
    await client.del(`${prefix}:bull:jobs:${forgotten}`);
    expect(await client.zrem(`${prefix}:bull:jobs:prioritized`, forgotten)).toBe(1);
    workers.push(await start('worker', service.env));
    await until(url, { id: forgotten, is: { status: 'completed' }, withinMs: 20_000 });
    await endService(service);
  });
});

describe('a master of a Cluster that is killed', () => {
  it('costs no restart, and no job that was accepted afterwards', async ({ annotate }) => {
    const cluster = await RedisCluster.start();
    const service = await startService(cluster.env);
    const { url, prefix } = service;
    const long = await submit(url, aDrill({ seconds: 12, steps: 60 }));
    await until(url, { id: long, is: { status: 'running' } });
    const load = new Load(service.apis, { jobs: 200, everyMs: 50 });
    await eventually(() => expect(load.accepted.length).toBeGreaterThan(50), 20_000);
    const holder = await cluster.masterOf(prefix);
    await holder.kill();
    await untilReplaced(cluster, { holder, prefix });
    const replacedMs = performance.now();
    await load.done;
    const before = load.accepted.filter(({ submittedMs }) => submittedMs < replacedMs);
    const after = load.accepted.filter(({ submittedMs }) => submittedMs >= replacedMs);
    expect(after.length).toBeGreaterThan(50);
    await untilCompleted(url, after);
    await until(url, { id: long, is: { status: 'completed', attempt: 1 }, withinMs: 40_000 });
    const lost = (await notCompleted(url, before)).filter(({ status }) => status === 'lost');
    await annotate(`${load.summary}; ${lost.length} of ${before.length} lost from before`);
    expect(Object.keys(load.answers).toSorted()).toEqual(['202', '503 store_unavailable']);
    expect(load.slowestMs).toBeLessThan(2_500);
    await untilCancelReaches(service);
    await endService(service);
  });

  it('costs no job at all where a submit waits for its replica', async ({ annotate }) => {
    const cluster = await RedisCluster.start();
    const service = await startService({ ...cluster.env, REDIS_WAIT_REPLICAS: '1' });
    const { url, prefix } = service;
    const load = new Load(service.apis, { jobs: 150, everyMs: 50 });
    await eventually(() => expect(load.accepted.length).toBeGreaterThan(50), 20_000);
    const holder = await cluster.masterOf(prefix);
    await holder.kill();
    await untilReplaced(cluster, { holder, prefix });
    // Its replica is the master now and has none itself: nothing is accepted until one is back.
    await eventually(() => expect(load.answers['503 not_replicated']).toBeGreaterThan(0), 10_000);
    await cluster.restart(holder);
    await load.done;
    await annotate(load.summary);
    await untilCompleted(url, load.accepted);
    await endService(service);
  });
});

describe('a Cluster that is gone altogether', () => {
  it('does not keep idle processes from stopping', async () => {
    const cluster = await RedisCluster.start();
    const service = await startService(cluster.env);
    await cluster.killAll();
    await eventually(async () => {
      for (const { url } of service.apis) expect((await fetch(`${url}/ready`)).status).toBe(503);
    }, 10_000);
    // Only how they end: Node warns of listeners that ioredis's subscriber adds at each attempt.
    for (const part of [...service.workers, ...service.apis]) expect(await end(part)).toBe(0);
  });
});
