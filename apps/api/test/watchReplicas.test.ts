import { randomUUID } from 'node:crypto';

import { cancelled, progressed, RedisJobEvents, RedisJobStore } from '@pitwall/job-state';
import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterAll, expect, inject, it, onTestFinished } from 'vitest';

import { readEvents } from './eventReader.ts';
import { listening } from './listening.ts';
import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const redis = new Redis(inject('redisUrl'));
afterAll(async () => {
  await redis.quit();
});

/** One of several APIs on one Redis. */
async function aReplica(prefix: string) {
  const store = new RedisJobStore(redis, { prefix });
  const events = new RedisJobEvents(redis, { prefix });
  const app = testApp({ redis: { store, events } });
  const { url } = await listening(app.app);
  onTestFinished(async () => {
    app.live.stop();
    await events.close();
    await store.close();
  });
  return { ...app, store, url };
}

it('a job is followed over whichever replica is asked, and nothing is missed on the way', async () => {
  const prefix = `{test-${randomUUID()}}`;
  const [one, other] = [await aReplica(prefix), await aReplica(prefix)];
  const id = await one.submit();
  await other.start(id);
  const { fence } = FIRST_START;
  const progress = (step: number) =>
    one.store.change(id, progressed({ fence, atMs: 1_000 * step, progress: step }));
  const address = `/v1/jobs/${id}/events`;
  const first = await readEvents(one.url + address);
  await progress(1);
  await eventually(() => expect(first.names()).toEqual(['snapshot', 'progressed']));
  first.leave();
  const last = first.events()[1]?.id ?? '';
  await progress(2);
  const second = await readEvents(other.url + address, { 'Last-Event-ID': last });
  await progress(3);
  await eventually(() => expect(second.names()).toHaveLength(2));
  const waiting = other.api
    .get(`/v1/jobs/${id}`)
    .set('Prefer', 'wait=20')
    .then((answer) => answer);
  await one.store.change(id, cancelled({ atMs: 9_000, keepForMs: DAY_MS }));
  await second.ended;
  expect(second.names()).toEqual(['progressed', 'progressed', 'cancelled', 'end']);
  expect(second.events().map(({ data }) => data?.['version'])).toEqual([4, 5, 6, undefined]);
  expect((await waiting).body.status).toBe('cancelled');
  const end = second.events().at(-1)?.id ?? '';
  expect((await readEvents(one.url + address, { 'Last-Event-ID': end })).status).toBe(204);
});

it('a job whose first events are gone is shown again, as it is', async () => {
  const prefix = `{test-${randomUUID()}}`;
  const { url, submit, start, store } = await aReplica(prefix);
  const id = await submit();
  const address = `${url}/v1/jobs/${id}/events`;
  const first = await readEvents(address);
  await eventually(() => expect(first.names()).toEqual(['snapshot']));
  first.leave();
  await start(id);
  await redis.xtrim(`${prefix}:job:${id}:events`, 'MAXLEN', 1);
  const lastEventId = first.events()[0]?.id;
  const second = await readEvents(`${address}?lastEventId=${lastEventId}`);
  await eventually(() => expect(second.names()).toEqual(['snapshot']));
  expect(second.events()[0]?.data).toMatchObject({ status: 'running', version: 2 });
  await store.change(id, cancelled({ atMs: 9_000, keepForMs: DAY_MS }));
  await second.ended;
  expect(second.names()).toEqual(['snapshot', 'cancelled', 'end']);
});
