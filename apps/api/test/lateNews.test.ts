import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { ON_EACH_STORE } from './storesUnderTest.ts';
import { DAY_MS, testApp } from './testApp.ts';

type Input = { drivers: Record<string, unknown>[]; start?: string[][] };

const TAIL = {
  objective: 'tail',
  scenarios: { count: 1_000, laps: 200, trackType: 'short', seed: 1 },
};
const LINEUPS = [
  ['1', '2', '3', '4', '5', '6'],
  ['1', '2', '3', '4', '5', '7'],
];
const RESULT = {
  site: 'draftkings',
  lineups: LINEUPS.map((drivers) => ({ drivers, salary: 48_000, projection: 250 })),
  exposures: [],
};

/** A service with a portfolio, and what clones it with these overrides. */
async function withPortfolio(changes: object = {}, app = testApp()) {
  const id = await app.submit(aPortfolio(changes));
  const clone = (overrides: object) => app.api.post(`/v1/jobs/${id}/clone`).send({ overrides });
  const inputOfClone = async (overrides: object): Promise<Input> => {
    const { body } = await clone(overrides).expect(202);
    expect(body.clonedFrom).toBe(id);
    return (await app.inputOf(body.id)) as Input;
  };
  return { ...app, id, clone, inputOfClone };
}

describe.each(ON_EACH_STORE)('a clone with late news %s', (_, open) => {
  it('differs in what is said of the drivers named, and in nothing else', async () => {
    const { id, inputOf, inputOfClone } = await withPortfolio({}, open());
    const old = (await inputOf(id)) as Input;
    const drivers = { 3: { projection: 41.5, team: 'Red' }, 5: { exclude: true } };
    expect(await inputOfClone({ drivers })).toEqual({
      ...old,
      drivers: old.drivers.map((driver, index) => ({
        ...driver,
        ...(index === 2 && { projection: 41.5, team: 'Red' }),
        ...(index === 4 && { exclude: true }),
      })),
    });
  });

  it('begins with the lineups there were, where they are costly to find', async () => {
    const { id, complete, inputOfClone } = await withPortfolio(TAIL, open());
    const drivers = { 7: { exclude: true } };
    expect(await inputOfClone({ drivers })).not.toHaveProperty('start');
    await complete(id, RESULT);
    expect((await inputOfClone({ drivers })).start).toEqual(LINEUPS);
    expect(await inputOfClone({ name: 'no news' })).not.toHaveProperty('start');
  });
});

describe('a clone with late news', () => {
  it('takes a field away, and comes after the rest of the input', async () => {
    const { inputOfClone } = await withPortfolio({ lineups: 5 });
    const fewer = Array.from({ length: 6 }, (_, index) => ({
      id: `${index + 1}`,
      name: 'N',
      salary: 5_000,
      projection: 1,
      team: 'Red',
    }));
    const overrides = { input: { drivers: fewer, lineups: 1 }, drivers: { 2: { team: null } } };
    const { drivers, ...input } = await inputOfClone(overrides);
    expect(input).toMatchObject({ lineups: 1 });
    expect(drivers.map(({ team }) => team)).toEqual(['Red', undefined, 'Red', 'Red', 'Red', 'Red']);
  });

  it.each([
    [
      { 99: { projection: 1 }, 'a/b~': {} },
      ['#/overrides/drivers/99', '#/overrides/drivers/a~1b~0'],
    ],
    [{ 1: { id: '2' } }, ['#/overrides/drivers/1/id']],
    [
      { 1: { projection: 'much', speed: 3 }, 2: { lock: true, exclude: true } },
      ['#/overrides/drivers/1/projection', '#/overrides/drivers/1/speed'],
    ],
    [{ 2: { lock: true, exclude: true } }, ['#/overrides/drivers/2/lock']],
    [{ 2: { out: true, minExposure: 0.5 } }, ['#/overrides/drivers/2/minExposure']],
    [{ 2: 'out' }, ['#/overrides/drivers/2']],
  ])('is refused where it is wrong, at what was said: %j', async (drivers, pointers) => {
    const { clone } = await withPortfolio();
    const { body } = await clone({ drivers }).expect(400);
    const found = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(found.toSorted()).toEqual(pointers.toSorted());
  });

  it('is refused for a kind that has no drivers, and of an input that has none any more', async () => {
    const { api, submit, clone } = await withPortfolio();
    const drivers = { 1: { exclude: true } };
    const drill = await submit();
    const refused = await api
      .post(`/v1/jobs/${drill}/clone`)
      .send({ overrides: { drivers } })
      .expect(400);
    expect(refused.body.errors).toEqual([
      { pointer: '#/overrides/drivers', detail: 'the input of the job has no drivers' },
    ]);
    for (const input of [null, 5, { drivers: 'none' }, { drivers: [null] }]) {
      await clone({ input, drivers }).expect(400);
    }
  });

  it('has no start where projections alone count, or where it says its own', async () => {
    const plain = await withPortfolio();
    await plain.complete(plain.id, RESULT);
    const drivers = { 7: { exclude: true } };
    expect(await plain.inputOfClone({ drivers })).not.toHaveProperty('start');
    const tail = await withPortfolio(TAIL);
    await tail.complete(tail.id, RESULT);
    const input = { start: [LINEUPS[1]] };
    expect((await tail.inputOfClone({ drivers, input })).start).toEqual([LINEUPS[1]]);
    expect(await tail.inputOfClone({ drivers, input: { start: null } })).not.toHaveProperty(
      'start',
    );
  });

  it('begins only with lineups of drivers who are still on the slate', async () => {
    const { id, complete, inputOf, inputOfClone } = await withPortfolio(TAIL);
    await complete(id, RESULT);
    const { drivers } = (await inputOf(id)) as Input;
    const overrides = {
      input: { drivers: drivers.filter((driver) => driver['id'] !== '7') },
      drivers: { 1: { projection: 20 } },
    };
    expect((await inputOfClone(overrides)).start).toEqual([LINEUPS[0]]);
  });
});

it('asks for no ownership of a driver who is out', async () => {
  const body = aPortfolio({ rules: { maxOwnership: 2 } }) as { input: Input };
  body.input.drivers = body.input.drivers.map((driver, index) =>
    index === 0 ? { ...driver, out: true } : { ...driver, ownership: 0.2 },
  );
  const { status } = await testApp().api.post('/v1/jobs').send(body);
  expect(status).toBe(202);
});

describe('the start of a portfolio', () => {
  it('has whole lineups of drivers of the slate, who may be excluded', async () => {
    const { api } = testApp();
    const send = (start: string[][]) => {
      const body = aPortfolio({ start }) as { input: Input };
      body.input.drivers[0] = { ...body.input.drivers[0], exclude: true };
      return api.post('/v1/jobs').send(body);
    };
    await send(LINEUPS).expect(202);
    const { body } = await send([
      ['1', '2', '3', '4', '5', '99'],
      ['1', '2', '3'],
      ['1', '2', '3', '4', '5', '5'],
    ]).expect(400);
    expect(body.errors).toEqual([
      { pointer: '#/input/start/0/5', detail: 'no driver of the slate has this id' },
      { pointer: '#/input/start/1', detail: 'a lineup has 6 drivers, this one 3' },
      { pointer: '#/input/start/2/5', detail: 'the driver is in this lineup already' },
    ]);
  });
});

describe.each(ON_EACH_STORE)('GET /v1/jobs/{id}/input %s', (_, open) => {
  it('is what the job was given, until it expires', async () => {
    const { api, id, complete, inputOf, clock } = await withPortfolio({ seed: 7 }, open());
    const { body } = await api.get(`/v1/jobs/${id}/input`).expect(200);
    expect(body).toMatchObject({ seed: 7, minUnique: 1, slateId: 'test-slate' });
    expect(body).toEqual(await inputOf(id));
    await complete(id, RESULT);
    clock.advance(7 * DAY_MS - 1);
    await api.get(`/v1/jobs/${id}/input`).expect(200);
    clock.advance(1);
    const gone = await api.get(`/v1/jobs/${id}/input`).expect(410);
    expect(gone.body).toMatchObject({ code: 'job_expired' });
  });
});
