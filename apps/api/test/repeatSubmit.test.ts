import { MemoryJobStore } from '@pitwall/job-state';
import { describe, expect, it } from 'vitest';

import { DAY_MS, testApp } from './testApp.ts';

const JOB = '{"kind":"drill","input":{"seconds":1}}';
const KEY = 'order-7';

function testSubmits(changes: { store?: MemoryJobStore } = {}) {
  const parts = testApp(changes);
  const submit = (key: string, body = JOB) =>
    parts.api
      .post('/v1/jobs')
      .set('Content-Type', 'application/json')
      .set('Idempotency-Key', key)
      .send(body);
  return { ...parts, submit };
}

describe('POST /v1/jobs with an Idempotency-Key', () => {
  it('answers a repeat with the job that the first request made, as it is now', async () => {
    const { store, submit, start } = testSubmits();
    const first = await submit(KEY).expect(202);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    await start(first.body.id);
    const again = await submit(KEY).expect(202).expect('Idempotent-Replayed', 'true');
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(again.body).toMatchObject({ id: first.body.id, status: 'running' });
    expect(await store.counts()).toMatchObject({ pending: 0, running: 1 });
  });

  it('takes a key in quotes for the same as without', async () => {
    const { submit } = testSubmits();
    const bare = await submit(String.raw`a"b\c`).expect(202);
    const quoted = await submit(String.raw`"a\"b\\c"`).expect(202);
    expect(quoted.body.id).toBe(bare.body.id);
  });

  it('makes a job of its own for every key, and for every request without', async () => {
    const { store, submit, api } = testSubmits();
    await submit('a').expect(202);
    await submit('b').expect(202);
    for (let times = 0; times < 2; times += 1) {
      await api.post('/v1/jobs').set('Content-Type', 'application/json').send(JOB).expect(202);
    }
    expect(await store.counts()).toMatchObject({ pending: 4 });
  });

  it('queues the job of a first request that died before it did so', async () => {
    const { queue, submit } = testSubmits();
    const add = queue.add.bind(queue);
    queue.add = () => Promise.reject(new Error('away'));
    const { body } = await submit(KEY).expect(202);
    queue.add = add;
    await submit(KEY).expect(202);
    expect(await queue.statesOf([{ id: body.id, generation: 1 }])).toEqual(['waiting']);
  });

  it('leaves the queue alone once the job has been started', async () => {
    const { queue, submit, start } = testSubmits();
    const { body } = await submit(KEY).expect(202);
    await start(body.id);
    await queue.remove({ id: body.id, generation: 1 });
    await submit(KEY).expect(202);
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
  });

  it('refuses a key that came with another body, byte for byte', async () => {
    const { store, submit } = testSubmits();
    await submit(KEY).expect(202);
    const { body } = await submit(KEY, `${JOB} `).expect(422);
    expect(body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await store.counts()).toMatchObject({ pending: 1 });
  });

  it('refuses a key that came with another query, or to another address', async () => {
    const { api, store, submit } = testSubmits();
    await submit(KEY).expect(202);
    for (const address of ['/v1/jobs?validateOnly=false', '/v1/jobs/batch']) {
      const body = address.endsWith('batch') ? `{"jobs":[${JOB}]}` : JOB;
      await api
        .post(address)
        .set('Content-Type', 'application/json')
        .set('Idempotency-Key', KEY)
        .send(body)
        .expect(422);
    }
    expect(await store.counts()).toMatchObject({ pending: 1 });
  });

  it('makes one job of requests that come at the same time', async () => {
    const { store, submit } = testSubmits();
    const answers = await Promise.all([submit(KEY), submit(KEY), submit(KEY), submit(KEY)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await store.counts()).toMatchObject({ pending: 1 });
  });

  it('forgets a key after a day', async () => {
    const { submit, clock } = testSubmits();
    const first = await submit(KEY).expect(202);
    clock.advance(DAY_MS);
    const later = await submit(KEY).expect(202);
    expect(later.body.id).not.toBe(first.body.id);
  });

  it('does not keep the key of a request that was refused', async () => {
    const { submit } = testSubmits();
    await submit(KEY, '{"kind":"drill","input":{}}').expect(400);
    const { status, headers } = await submit(KEY);
    expect(status).toBe(202);
    expect(headers).not.toHaveProperty('idempotent-replayed');
  });

  it('says so when the job of the first request is gone', async () => {
    const store = new MemoryJobStore();
    const { submit } = testSubmits({ store });
    await submit(KEY).expect(202);
    store.find = () => Promise.resolve(undefined);
    const { body } = await submit(KEY).expect(410);
    expect(body).toMatchObject({ code: 'job_expired' });
  });

  it.each([
    ['an empty key', ''],
    ['an empty string', '""'],
    ['a space', 'two words'],
    ['too long a key', 'x'.repeat(256)],
    ['other than ASCII', 'caf\u00e9'],
    ['a quote that is not closed', '"open'],
    ['text behind the string', '"a"b'],
    ['several keys, as Node joins them', 'a, b'],
    ['several strings', '"a", "b"'],
    ['quotes that span two headers', '"a, b"'],
  ])('refuses %s, and stores nothing', async (_what, key) => {
    const { store, submit } = testSubmits();
    const { body } = await submit(key).expect(400);
    expect(body).toMatchObject({
      code: 'invalid_request',
      errors: [{ parameter: 'Idempotency-Key', detail: expect.any(String) }],
    });
    expect(await store.counts()).toMatchObject({ pending: 0 });
  });

  it('takes the longest key', async () => {
    const { submit } = testSubmits();
    expect((await submit(`"${'x'.repeat(255)}"`)).status).toBe(202);
  });
});
