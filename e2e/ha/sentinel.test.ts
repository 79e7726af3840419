import { eventually } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { aDrill, submit, until } from '../http.ts';
import { endAll } from '../processes.ts';
import { Load, notCompleted } from './load.ts';
import type { RedisNode } from './redisNode.ts';
import { Sentinels } from './sentinels.ts';
import { endService, startService, untilCompleted } from './service.ts';
import { stopTopologies } from './topology.ts';

let sentinels: Sentinels;
beforeEach(async () => {
  sentinels = await Sentinels.start();
});
afterEach(endAll);
afterEach(stopTopologies);

/** Waits for the Sentinels to agree on another master than this one. */
async function untilReplaced(master: RedisNode): Promise<void> {
  await eventually(async () => expect(await sentinels.master()).not.toBe(master), 30_000);
}

/** What is written in between is on the master alone, which then is no more. */
async function killWithReplicasCutOff(master: RedisNode, load: Load): Promise<void> {
  const replicas = await sentinels.replicas();
  for (const replica of replicas) replica.freeze();
  // Or it would still be sent, and read once the replicas go on.
  await master.client.call('CLIENT', 'KILL', 'TYPE', 'REPLICA');
  const before = load.answered;
  await eventually(() => expect(load.answered).toBeGreaterThan(before + 15), 5_000);
  await master.kill();
  for (const replica of replicas) replica.thaw();
}

describe('a master that is killed', () => {
  it('costs no restart, and no job that was accepted afterwards', async ({ annotate }) => {
    const service = await startService(sentinels.env);
    const { url } = service;
    const long = await submit(url, aDrill({ seconds: 12, steps: 60 }));
    await until(url, { id: long, is: { status: 'running' } });
    const load = new Load(service.apis, { jobs: 200, everyMs: 50 });
    await eventually(() => expect(load.accepted.length).toBeGreaterThan(50), 20_000);
    const master = await sentinels.master();
    await master.kill();
    await untilReplaced(master);
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
    await endService(service);
  });

  it('costs no job at all where a submit waits for a replica', async ({ annotate }) => {
    const service = await startService({ ...sentinels.env, REDIS_WAIT_REPLICAS: '1' });
    const load = new Load(service.apis, { jobs: 200, everyMs: 50 });
    await eventually(() => expect(load.accepted.length).toBeGreaterThan(50), 20_000);
    const master = await sentinels.master();
    await killWithReplicasCutOff(master, load);
    await untilReplaced(master);
    await load.done;
    await annotate(load.summary);
    await untilCompleted(service.url, load.accepted);
    expect(load.answers['503 not_replicated']).toBeGreaterThan(0);
    await endService(service);
  });
});
