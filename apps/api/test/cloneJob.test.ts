import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { DAY_MS, testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1, steps: 20 } };

describe('POST /v1/jobs/{id}/clone', () => {
  it('submits a new job that is like the old one', async () => {
    const { api, store, queue, submit } = testApp();
    const wish = { name: 'Sunday', priority: 'high', tags: ['a'], timeLimitSeconds: 60 };
    const id = await submit({ ...DRILL, ...wish });
    const { body } = await api.post(`/v1/jobs/${id}/clone`).expect(202);
    expect(body).toMatchObject({ ...wish, kind: 'drill', status: 'pending', clonedFrom: id });
    expect(body.id).not.toBe(id);
    expect(await store.findInput(body.id)).toEqual(await store.findInput(id));
    expect(await queue.statesOf([{ id: body.id, generation: 1 }])).toEqual(['waiting']);
  });

  it('merges what is to be different into the input, and takes the rest as it is said', async () => {
    const { api, store, submit } = testApp();
    const id = await submit(aPortfolio({ randomness: 0.5, seed: 7 }));
    const overrides = { name: 'again', tags: [], input: { lineups: 9, randomness: null } };
    const { body } = await api.post(`/v1/jobs/${id}/clone`).send({ overrides }).expect(202);
    expect(body).toMatchObject({ name: 'again', slateId: 'test-slate' });
    expect(await store.findInput(body.id)).toMatchObject({ lineups: 9, randomness: 0, seed: 7 });
  });

  it('points to what is wrong where it was said', async () => {
    const { api, submit } = testApp();
    const id = await submit(DRILL);
    const overrides = { input: { seconds: -1, speed: 3 }, timeLimitSeconds: 1e9 };
    const { body } = await api.post(`/v1/jobs/${id}/clone`).send({ overrides }).expect(400);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.toSorted()).toEqual([
      '#/overrides/input/seconds',
      '#/overrides/input/speed',
      '#/overrides/timeLimitSeconds',
    ]);
    await api
      .post(`/v1/jobs/${id}/clone`)
      .send({ overrides: { kind: 'x' } })
      .expect(400);
  });

  it('makes one job of a request that is sent twice with its key', async () => {
    const { api, submit } = testApp();
    const id = await submit(DRILL);
    const send = (seconds: number) =>
      api
        .post(`/v1/jobs/${id}/clone`)
        .set('Idempotency-Key', 'once')
        .send({ overrides: { input: { seconds } } });
    const first = await send(2).expect(202);
    const second = await send(2).expect(202).expect('Idempotent-Replayed', 'true');
    expect(second.body.id).toBe(first.body.id);
    await send(3).expect(422);
  });

  it('is not taken for that of another job, also where neither has a body', async () => {
    const { api, submit } = testApp();
    const [one, other] = [await submit(DRILL), await submit(DRILL)];
    const clone = (id: string) => api.post(`/v1/jobs/${id}/clone`).set('Idempotency-Key', 'once');
    const { body } = await clone(one).expect(202);
    const again = await clone(one).expect(202).expect('Idempotent-Replayed', 'true');
    expect(again.body.id).toBe(body.id);
    await clone(other).expect(422);
  });

  it('is refused once the input is gone', async () => {
    const { api, clock, submit } = testApp();
    const id = await submit(DRILL);
    await api.post(`/v1/jobs/${id}/cancel`).expect(200);
    clock.advance(7 * DAY_MS);
    const { body } = await api.post(`/v1/jobs/${id}/clone`).expect(410);
    expect(body).toMatchObject({ code: 'job_expired' });
  });
});
