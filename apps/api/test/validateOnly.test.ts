import { aJob, aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

const DRILL = { kind: 'drill', input: { seconds: 1 } };

function testValidation(changes: Parameters<typeof testApp>[0] = {}) {
  const parts = testApp(changes);
  const validate = (body: object) => parts.api.post('/v1/jobs?validateOnly=true').send(body);
  const created = async () => {
    const { jobs } = await parts.store.list({ limit: 10 });
    return { records: jobs.length, queue: await parts.queue.counts() };
  };
  return { ...parts, validate, created };
}

const NOTHING = { records: 0, queue: { waiting: 0, active: 0, delayed: 0 } };

describe('POST /v1/jobs?validateOnly=true', () => {
  it('says what would be accepted, with what was left out filled in, and creates nothing', async () => {
    const { validate, created } = testValidation();
    const { body } = await validate({ ...DRILL, tags: ['a', 'a'] }).expect(200);
    expect(body).toEqual({
      submission: {
        kind: 'drill',
        input: { seconds: 1, steps: 10, mode: 'work' },
        priority: 'normal',
        tags: ['a'],
        timeLimitSeconds: 3_600,
        onBusy: 'queue',
      },
      bytes: JSON.stringify({ seconds: 1, steps: 10, mode: 'work' }).length,
      warnings: [],
    });
    expect(await created()).toEqual(NOTHING);
  });

  it('turns a delay into the time it would run at, and by when it would have to start', async () => {
    const { validate } = testValidation();
    const times = { delaySeconds: 60, queueTtlSeconds: 30 };
    const { body } = await validate({ ...DRILL, ...times }).expect(200);
    expect(body.submission).toMatchObject({
      runAt: '2026-02-15T18:31:00.000Z',
      startBy: '2026-02-15T18:31:30.000Z',
    });
    expect(body.submission).not.toHaveProperty('delaySeconds');
  });

  it('uses up no idempotency key, but refuses one that is not valid', async () => {
    const { validate, api } = testValidation();
    await validate(DRILL).set('Idempotency-Key', 'k').expect(200);
    const { headers } = await api
      .post('/v1/jobs')
      .set('Idempotency-Key', 'k')
      .send({ ...DRILL, name: 'another' })
      .expect(202);
    expect(headers).not.toHaveProperty('idempotent-replayed');
    await validate(DRILL).set('Idempotency-Key', 'two words').expect(400);
  });

  it.each([
    ['what its kind does not take', aPortfolio({ lineups: 0 }), '#/input/lineups'],
    ['a kind that nobody knows', { kind: 'dance', input: {} }, '#/kind'],
    ['a kind that is no text', { kind: { toString: null }, input: {} }, '#/kind'],
    ['too long a time limit', { ...DRILL, timeLimitSeconds: 86_401 }, '#/timeLimitSeconds'],
    ['an unknown field', { ...DRILL, dealy: 3 }, '#/dealy'],
  ])('refuses %s as a submit does', async (_what, body, pointer) => {
    const { validate, api, created } = testValidation();
    const [trial, real] = [await validate(body), await api.post('/v1/jobs').send(body)];
    expect(trial.status).toBe(400);
    expect(trial.body.errors).toEqual([{ pointer, detail: expect.any(String) }]);
    expect(real.body).toEqual({ ...trial.body, correlationId: expect.any(String) });
    expect(await created()).toEqual(NOTHING);
  });

  it('tells that there is no room, and takes none', async () => {
    const { validate, store } = testValidation({ maxPendingJobs: 2 });
    await store.create({ job: aJob(), input: {} });
    for (let times = 0; times < 3; times += 1) await validate(DRILL).expect(200);
    await store.create({ job: aJob(), input: {} });
    const { body } = await validate(DRILL).expect(503);
    expect(body).toMatchObject({ code: 'backlog_full' });
  });

  it('tells that it could not start at once, where it is to', async () => {
    const { validate } = testValidation();
    const { body } = await validate({ ...DRILL, onBusy: 'reject' }).expect(429);
    expect(body).toMatchObject({ code: 'busy' });
  });

  it('refuses a query that it does not know', async () => {
    const { api } = testValidation();
    const { body } = await api.post('/v1/jobs?validate=true').send(DRILL).expect(400);
    expect(body.errors).toEqual([{ parameter: 'validate', detail: expect.any(String) }]);
  });
});
