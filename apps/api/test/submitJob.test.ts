import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

describe('POST /v1/jobs', () => {
  it('answers 202 with the job, its address and when to look again', async () => {
    const { api } = testApp();
    const response = await api
      .post('/v1/jobs')
      .send({ ...aPortfolio(), name: 'Sunday', priority: 'high', tags: ['a', 'a', 'b'] })
      .expect(202)
      .expect('Retry-After', '1')
      .expect('Content-Type', /^application\/json/);
    expect(response.headers['location']).toBe(`/v1/jobs/${response.body.id}`);
    expect(response.body).toMatchObject({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      kind: 'portfolio',
      status: 'pending',
      name: 'Sunday',
      priority: 'high',
      tags: ['a', 'b'],
      slateId: 'test-slate',
      createdAt: '2026-02-15T18:30:00.000Z',
    });
  });

  it('keeps the input, with what it left out filled in, and queues the job', async () => {
    const { store, queue, submit } = testApp();
    const id = await submit(aPortfolio());
    expect(await store.findInput(id)).toMatchObject({
      site: 'draftkings',
      lineups: 3,
      minUnique: 1,
      rules: { rosterSize: 6, salaryCap: 50_000, minSalary: 0 },
    });
    expect(await queue.statesOf([{ id, generation: 1 }])).toEqual(['waiting']);
  });

  it('names every wrong field by JSON pointer, all at once', async () => {
    const { api, store } = testApp();
    const body = aPortfolio({ lineups: 0, 'a/b~c': 1 }) as { input: { drivers: object[] } };
    body.input.drivers[2] = { id: '1', name: 'Twice', salary: 1.5, projection: '9' };
    const response = await api
      .post('/v1/jobs')
      .send({ ...body, name: 7 })
      .expect(400);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body).toMatchObject({
      type: '/problems/invalid_request',
      status: 400,
      code: 'invalid_request',
      detail: '5 things are wrong with the request',
      instance: '/v1/jobs',
      correlationId: response.headers['x-correlation-id'],
    });
    expect(response.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '#/input/drivers/2/salary',
      '#/input/drivers/2/projection',
      '#/input/lineups',
      '#/input/a~1b~0c',
      '#/name',
    ]);
    expect((await store.counts()).pending).toBe(0);
  });

  it.each([
    ['two drivers with one id', { drivers: twoDrivers('1', '1') }, '#/input/drivers/1/id'],
    [
      'a driver both locked and excluded',
      { drivers: [{ ...twoDrivers()[0], lock: true, exclude: true }] },
      '#/input/drivers/0/lock',
    ],
    [
      'a least exposure above the greatest',
      { drivers: [{ ...twoDrivers()[0], minExposure: 0.5, maxExposure: 0.4 }] },
      '#/input/drivers/0/minExposure',
    ],
    [
      'a least exposure of a driver who is out',
      { drivers: [{ ...twoDrivers()[0], minExposure: 0.5, out: true }] },
      '#/input/drivers/0/minExposure',
    ],
    [
      'a least exposure above that of the portfolio',
      { drivers: [{ ...twoDrivers()[0], minExposure: 0.5 }], maxExposure: 0.4 },
      '#/input/drivers/0/minExposure',
    ],
    [
      'shares that are more lineups at least than at most',
      { drivers: [{ ...twoDrivers()[0], minExposure: 0.5, maxExposure: 0.5 }], lineups: 3 },
      '#/input/drivers/0/minExposure',
    ],
    [
      'more drivers locked than a lineup has places',
      {
        drivers: twoDrivers().map((driver) => ({ ...driver, lock: true })),
        rules: { rosterSize: 1 },
      },
      '#/input/drivers/1/lock',
    ],
    [
      'least exposures that need more places than there are',
      {
        drivers: twoDrivers().map((driver) => ({ ...driver, minExposure: 0.6 })),
        rules: { rosterSize: 1 },
        lineups: 10,
      },
      '#/input/drivers/1/minExposure',
    ],
    [
      'a group with a driver who is not on the slate',
      { groups: [{ name: 'g', drivers: ['1', 'nobody'] }] },
      '#/input/groups/0/drivers/1',
    ],
    ['a floor above the cap', { rules: { minSalary: 50_001 } }, '#/input/rules/minSalary'],
    ['more unique drivers than a lineup has', { minUnique: 7 }, '#/input/minUnique'],
  ])('refuses %s and says where', async (_what, changes, pointer) => {
    const { api } = testApp();
    const response = await api.post('/v1/jobs').send(aPortfolio(changes)).expect(400);
    expect(response.body.errors).toEqual([{ pointer, detail: expect.any(String) }]);
  });

  it('answers a body full of unknown fields in few words', async () => {
    const { api } = testApp();
    const body = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`field${i}`, 1]));
    const long = { ['x'.repeat(20_000)]: 1, ['y'.repeat(20_000)]: 2 };
    for (const unknown of [body, long]) {
      const response = await api
        .post('/v1/jobs')
        .send({ ...aPortfolio(), ...unknown })
        .expect(400);
      expect(response.text.length).toBeLessThan(30_000);
      expect(response.body.errors.length).toBeLessThanOrEqual(100);
    }
  });

  it('names the kinds there are when it is given another', async () => {
    const { api } = testApp();
    const response = await api.post('/v1/jobs').send({ kind: 'dance', input: {} }).expect(400);
    expect(response.body.errors).toEqual([
      { pointer: '#/kind', detail: 'must be one of: portfolio, contest, model, drill' },
    ]);
  });

  it('keeps the time limit of a job, up to the most that its kind allows', async () => {
    const { api, store, submit } = testApp();
    const job = { kind: 'drill', input: { seconds: 1 } };
    const id = await submit({ ...job, timeLimitSeconds: 86_400 });
    expect(await store.find(id)).toMatchObject({ timeLimitSeconds: 86_400 });
    const { body } = await api
      .post('/v1/jobs')
      .send({ ...job, input: {}, timeLimitSeconds: 86_401 })
      .expect(400);
    expect(body.errors).toEqual([
      { pointer: '#/input/seconds', detail: expect.any(String) },
      {
        pointer: '#/timeLimitSeconds',
        detail: 'must be at most 86400, which is the longest time limit of a drill',
      },
    ]);
  });

  it('takes a job although the queue does not answer: the record stands', async () => {
    const { api, queue, store } = testApp();
    queue.add = () => Promise.reject(new Error('away'));
    const { body } = await api
      .post('/v1/jobs')
      .send({ kind: 'drill', input: { seconds: 1 } })
      .expect(202);
    expect(await store.find(body.id)).toMatchObject({ status: 'pending' });
  });
});

function twoDrivers(first = '1', second = '2') {
  return [first, second].map((id) => ({ id, name: 'A', salary: 5_000, projection: 10 }));
}
