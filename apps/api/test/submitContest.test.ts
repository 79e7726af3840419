import { jobKinds } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { testApp } from './testApp.ts';

const [GIVEN, UPLOADED] = (jobKinds({ drills: false }).get('contest')?.examples ?? []).map(
  ({ input }) => input as { contest: object },
);

function submitContest(changes: object, example = UPLOADED, query = '') {
  const { api } = testApp();
  return api.post(`/v1/jobs${query}`).send({ kind: 'contest', input: { ...example, ...changes } });
}

const HEADER = 'D,D,D,D,D,D';
const ROW = '101,102,103,104,105,106';

describe('the submit of a contest', () => {
  it('refuses a file of lineups with all that is wrong, by line', async () => {
    const upload = [HEADER, ROW, '101,101,103,104,105,106', '101,102,103,104,105,Nobody'].join(
      '\n',
    );
    const { body } = await submitContest({ upload }).expect(400);
    expect(body).toMatchObject({
      code: 'invalid_slate_file',
      errors: [
        { pointer: '#/input/upload', line: 3, detail: '“101” is in this lineup twice' },
        { pointer: '#/input/upload', line: 4, detail: 'no driver of the slate is “Nobody”' },
      ],
    });
  });

  it('refuses such a file in a batch and in a clone too', async () => {
    const { api } = testApp();
    const [sound, wrong] = [ROW, '101,101,103,104,105,106'].map((row) => ({
      kind: 'contest',
      input: { ...UPLOADED, upload: `${HEADER}\n${row}` },
    }));
    const { body } = await api.post('/v1/jobs/batch').send({ jobs: [sound, wrong] });
    expect(body.results).toMatchObject([
      { status: 202 },
      { status: 400, problem: { errors: [{ pointer: '#/jobs/1/input/upload', line: 2 }] } },
    ]);
    const clone = await api
      .post(`/v1/jobs/${body.results[0].job.id}/clone`)
      .send({ overrides: { input: { upload: wrong?.input.upload } } })
      .expect(400);
    expect(clone.body.errors).toMatchObject([{ pointer: '#/overrides/input/upload', line: 2 }]);
  });

  it('refuses a file that leaves room for nobody else', async () => {
    const upload = [HEADER, ROW, ROW, ''].join('\n');
    const payouts = [{ from: 1, to: 1, prize: 10 }];
    const enter = (fieldSize: number) =>
      submitContest({ upload, contest: { entryFee: 1, fieldSize, payouts } });
    await enter(3).expect(202);
    const { body } = await enter(2).expect(400);
    expect(body.errors).toEqual([
      { pointer: '#/input/upload', detail: expect.stringContaining('at most 1 can be ours') },
    ]);
  });

  it('leaves a large file to the worker, and says so in a trial', async () => {
    const upload = `${HEADER}\n${`${'x'.repeat(99)}\n`.repeat(6_000)}`;
    const { body } = await submitContest({ upload }, UPLOADED, '?validateOnly=true').expect(200);
    expect(body.warnings).toEqual([expect.stringContaining('has not been looked at')]);
  });

  it('names a hundred wrong lineups, and looks no further', async () => {
    const lineups = Array.from({ length: 9_000 }, () => ['101']);
    const { body } = await submitContest({ lineups, contest: priced({ fieldSize: 9_001 }) }, GIVEN);
    expect(body).toMatchObject({ status: 400, detail: '100 things are wrong with the request' });
  });

  it.each([
    [{ lineups: [['101', '102']] }, '#/input/lineups/0'],
    [{ lineups: [['101', '102', '103', '104', '105', '999']] }, '#/input/lineups/0/5'],
    [{ lineups: [['101', '102', '103', '104', '105', '101']] }, '#/input/lineups/0/5'],
    [{ upload: ROW }, '#/input/lineups'],
    [{ lineups: undefined }, '#/input/lineups'],
    [{ contest: priced({ entryFee: 0.015 }) }, '#/input/contest/entryFee'],
    [
      { contest: priced({ payouts: [{ from: 2, to: 3, prize: 1 }] }) },
      '#/input/contest/payouts/0/from',
    ],
    [{ contest: priced({ fieldSize: 2 }) }, '#/input/contest/fieldSize'],
  ])('refuses %j', async (changes, pointer) => {
    const { body } = await submitContest(changes, GIVEN).expect(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });
});

function priced(changes: object): object {
  return { entryFee: 1, fieldSize: 100, payouts: [{ from: 1, to: 1, prize: 1 }], ...changes };
}
