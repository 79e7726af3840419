import { started } from '@pitwall/job-state';
import { afterEach, describe, expect, it } from 'vitest';

import { DAY_MS, FIRST_START, testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };
const NOW = '2026-02-15T18:30:00.000Z';

const queues: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.close();
});

function testSubmits() {
  const parts = testApp();
  queues.push(parts.queue);
  const submit = (changes: object) => parts.api.post('/v1/jobs').send({ ...DRILL, ...changes });
  const stateOf = async (id: string) => (await parts.queue.statesOf([{ id, generation: 1 }]))[0];
  return { ...parts, submit, stateOf };
}

describe('a job that is to run later', () => {
  it.each([
    ['after a delay', { delaySeconds: 90 }, '2026-02-15T18:31:30.000Z'],
    ['at a time', { runAt: '2026-02-15T18:31:30Z' }, '2026-02-15T18:31:30.000Z'],
    ['at a time elsewhere', { runAt: '2026-02-15T20:30:01+02:00' }, '2026-02-15T18:30:01.000Z'],
  ])('%s is pending with that time, and delayed in the queue', async (_what, when, runAt) => {
    const { submit, store, stateOf } = testSubmits();
    const { body } = await submit(when).expect(202);
    expect(body).toMatchObject({ status: 'pending', runAt });
    expect(await store.find(body.id)).toMatchObject({ runAt });
    expect(await stateOf(body.id)).toBe('delayed');
  });

  it.each([
    [90, '90'],
    [1, '1'],
    [30 * 86_400, '3600'],
  ])(
    'in %i s is to be looked at again by then, within the hour',
    async (delaySeconds, expected) => {
      const { api, submit } = testSubmits();
      const { body, headers } = await submit({ delaySeconds }).expect(202);
      expect(headers['retry-after']).toBe(expected);
      const seen = await api.get(`/v1/jobs/${body.id}`).expect(200).expect('Retry-After', expected);
      await api
        .get(`/v1/jobs/${body.id}`)
        .set('If-None-Match', seen.headers['etag'] ?? '')
        .expect(304)
        .expect('Retry-After', expected);
    },
  );

  it.each([
    ['no delay', { delaySeconds: 0 }],
    ['a time in the past', { runAt: '2020-01-01T00:00:00Z' }],
  ])('waits at once with %s', async (_what, when) => {
    const { submit, stateOf } = testSubmits();
    const { body } = await submit(when).expect(202);
    expect(await stateOf(body.id)).toBe('waiting');
  });

  it('may be a month ahead, and no more', async () => {
    const { submit, clock } = testSubmits();
    const at = (ms: number) => new Date(clock.now() + ms).toISOString();
    await submit({ delaySeconds: 30 * 86_400 }).expect(202);
    await submit({ runAt: at(30 * DAY_MS) }).expect(202);
    const tooFar = { '#/delaySeconds': { delaySeconds: 30 * 86_400 + 1 } };
    const tooLate = { '#/runAt': { runAt: at(30 * DAY_MS + 1) } };
    for (const [pointer, when] of Object.entries({ ...tooFar, ...tooLate })) {
      const { body } = await submit(when).expect(400);
      expect(body.errors).toEqual([{ pointer, detail: expect.any(String) }]);
    }
  });

  it('says so in one way only', async () => {
    const { submit } = testSubmits();
    const { body } = await submit({ delaySeconds: 5, runAt: NOW }).expect(400);
    expect(body.errors).toEqual([
      { pointer: '#/delaySeconds', detail: 'say either delaySeconds or runAt' },
      { pointer: '#/runAt', detail: 'say either delaySeconds or runAt' },
    ]);
  });

  it.each(['tomorrow', '2026-02-15', '2026-02-15T18:30:00', 1_771_180_200])(
    'does not take %s for a time',
    async (runAt) => {
      const { submit } = testSubmits();
      const { body } = await submit({ runAt }).expect(400);
      expect(body.errors).toEqual([{ pointer: '#/runAt', detail: expect.any(String) }]);
    },
  );

  it('is held back again when it is retried before its time, and not after', async () => {
    const { api, submit, queue, clock } = testSubmits();
    const { body } = await submit({ delaySeconds: 60 }).expect(202);
    const retry = async (generation: number) => {
      await api.post(`/v1/jobs/${body.id}/cancel`).expect(200);
      await api.post(`/v1/jobs/${body.id}/retry`).expect(202);
      return (await queue.statesOf([{ id: body.id, generation }]))[0];
    };
    expect(await retry(2)).toBe('delayed');
    clock.advance(60_000);
    expect(await retry(3)).toBe('waiting');
  });
});

describe('a job that is to start in time', () => {
  it('has that time from when it is submitted, or may run', async () => {
    const { submit } = testSubmits();
    const startBy = async (changes: object) =>
      (await submit({ queueTtlSeconds: 10, ...changes }).expect(202)).body.startBy;
    expect(await startBy({})).toBe('2026-02-15T18:30:10.000Z');
    expect(await startBy({ delaySeconds: 60 })).toBe('2026-02-15T18:31:10.000Z');
    expect(await startBy({ runAt: '2020-01-01T00:00:00Z' })).toBe('2026-02-15T18:30:10.000Z');
  });

  it('has all the time there is when it is retried', async () => {
    const { api, submit } = testSubmits();
    const { body } = await submit({ queueTtlSeconds: 10 }).expect(202);
    await api.post(`/v1/jobs/${body.id}/cancel`).expect(200);
    const retried = await api.post(`/v1/jobs/${body.id}/retry`).expect(202);
    expect(retried.body).not.toHaveProperty('startBy');
  });
});

const NOW_OR_NEVER = { onBusy: 'reject' };

async function withThreads(threads: number) {
  const parts = testSubmits();
  const atMs = parts.clock.now();
  await parts.store.beat({ workerId: 'worker-a', atMs, threads, running: [] });
  return parts;
}

describe('a job that is to be refused when all are busy', () => {
  it('is taken while a thread is free', async () => {
    const { submit, store } = await withThreads(2);
    const first = await submit(NOW_OR_NEVER).expect(202);
    await store.change(first.body.id, started({ ...FIRST_START, atMs: 1 }));
    await submit(NOW_OR_NEVER).expect(202);
    expect(await store.counts()).toMatchObject({ pending: 1, running: 1 });
  });

  it('is refused when every thread has a job, and nothing is created', async () => {
    const { submit, store, queue } = await withThreads(1);
    const { body } = await submit({}).expect(202);
    await store.change(body.id, started({ ...FIRST_START, atMs: 1 }));
    await queue.remove({ id: body.id, generation: 1 });
    const refused = await submit(NOW_OR_NEVER).expect(429);
    expect(refused.body).toMatchObject({ code: 'busy' });
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(await store.counts()).toMatchObject({ pending: 0, running: 1 });
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
  });

  it('is refused when something waits already', async () => {
    const { submit, store } = await withThreads(1);
    await submit({}).expect(202);
    await submit(NOW_OR_NEVER).expect(429);
    expect(await store.counts()).toMatchObject({ pending: 1 });
  });

  it('does not mind what is to run later', async () => {
    const { submit, store } = await withThreads(1);
    await submit({ delaySeconds: 600 }).expect(202);
    await submit(NOW_OR_NEVER).expect(202);
    expect(await store.counts()).toMatchObject({ pending: 2 });
  });

  it('is refused when no worker is alive', async () => {
    const { submit, store, clock } = await withThreads(1);
    clock.advance(10_000);
    await submit(NOW_OR_NEVER).expect(429);
    expect(await store.counts()).toMatchObject({ pending: 0 });
  });

  it('is not one that is to run later', async () => {
    const { submit } = await withThreads(1);
    const { body } = await submit({ ...NOW_OR_NEVER, delaySeconds: 5 }).expect(400);
    expect(body.errors).toEqual([{ pointer: '#/onBusy', detail: expect.any(String) }]);
  });

  it('keeps no idempotency key when it is refused', async () => {
    const { submit, store, clock } = await withThreads(0);
    await submit(NOW_OR_NEVER).set('Idempotency-Key', 'k').expect(429);
    await store.beat({ workerId: 'worker-a', atMs: clock.now(), threads: 1, running: [] });
    const { headers } = await submit(NOW_OR_NEVER).set('Idempotency-Key', 'k').expect(202);
    expect(headers).not.toHaveProperty('idempotent-replayed');
  });
});
