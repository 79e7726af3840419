import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { ON_EACH_STORE } from './storesUnderTest.ts';
import { testApp } from './testApp.ts';

const IDS = ['1', '2', '3', '4', '5', '6', '7'];
const RESULT = {
  site: 'draftkings',
  lineups: ['123456', '123457'].map((ids) => ({
    drivers: Array.from(ids),
    salary: 48_000,
    projection: 250,
  })),
  exposures: IDS.map((id) => ({ id, name: `Driver ${id}`, lineups: 1, share: 0.5 })),
};

const seats = (ids: string) => Array.from(ids, (id) => `Driver ${id} (${id})`).join(',');

/** Entries of one contest, as DraftKings writes them: with a mark, and CRLF. */
function entriesOf(lineups: readonly string[], { known = IDS } = {}): string {
  const pool = [
    'Position,Name + ID,Name,ID,Roster Position,Salary,Game Info,TeamAbbrev,AvgPointsPerGame',
    ...known.map((id) => `D,Driver ${id} (${id}),Driver ${id},${id},D,9000,Pitwall 400,Nasca,30`),
  ];
  const rows = pool.map((right, index) => {
    const lineup = lineups[index];
    const left = lineup === undefined ? ','.repeat(9) : `4${index},NAS $4,77,$4,${lineup}`;
    return `${left},,${right}`;
  });
  const header = 'Entry ID,Contest Name,Contest ID,Entry Fee,D,D,D,D,D,D,,Instructions';
  return `\uFEFF${[header, ...rows, ''].join('\r\n')}`;
}

const OPEN = ',,,,,';

/** Of an answer whose bytes are looked at. */
function problem({ body }: { body: unknown }): object {
  return JSON.parse(String(body)) as object;
}

/** A service with a portfolio of two lineups, and what fills entries with them. */
async function withPortfolio(app = testApp()) {
  const id = await app.submit(aPortfolio());
  await app.complete(id, RESULT);
  const fill = (csv: string, query = '') =>
    app.api
      .post(`/v1/jobs/${id}/entries${query}`)
      .set('Content-Type', 'text/csv')
      .responseType('blob')
      .send(csv);
  return { ...app, id, fill };
}

describe.each(ON_EACH_STORE)('POST /v1/jobs/{id}/entries %s', (_, open) => {
  it('gives the file back with its lineups, and else byte for byte', async () => {
    const { id, fill } = await withPortfolio(open());
    const { body, headers } = await fill(entriesOf([OPEN, OPEN])).expect(200);
    expect(String(body)).toBe(entriesOf([seats('123456'), seats('123457')]));
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename=${id}-entries.csv`,
      'pitwall-entries': 'contests=1, filled=2, kept=0, empty=0',
    });
  });
});

describe('POST /v1/jobs/{id}/entries', () => {
  it('keeps lineups that are there, unless they are to be overwritten', async () => {
    const { fill } = await withPortfolio();
    const text = entriesOf([seats('234567'), OPEN]);
    const kept = await fill(text).expect(200);
    expect(String(kept.body)).toBe(entriesOf([seats('234567'), seats('123456')]));
    const anew = await fill(text, '?overwrite=true').expect(200);
    expect(String(anew.body)).toBe(entriesOf([seats('123456'), seats('123457')]));
  });

  it('says which contest has too few lineups, and fills what it can if asked to', async () => {
    const { fill } = await withPortfolio();
    const text = entriesOf([OPEN, OPEN, OPEN]);
    const refused = problem(await fill(text).expect(409));
    const detail =
      '“NAS $4” (contest 77) has 3 entries to fill, and the portfolio has 2 lineups for them: 1 missing';
    expect(refused).toMatchObject({ code: 'too_few_lineups', detail });
    expect(refused).toMatchObject({ errors: [{ line: 4, detail }] });
    const { body, headers } = await fill(text, '?partial=true').expect(200);
    expect(String(body)).toBe(entriesOf([seats('123456'), seats('123457'), OPEN]));
    expect(headers['pitwall-entries']).toBe('contests=1, filled=2, kept=0, empty=1');
  });

  it('refuses the file of another slate, and one that cannot be read, by its lines', async () => {
    const { fill } = await withPortfolio();
    const other = problem(await fill(entriesOf([OPEN], { known: IDS.slice(0, 6) })).expect(409));
    expect(other).toMatchObject({
      code: 'slate_mismatch',
      detail: expect.stringMatching(/: Driver 7 \(7\)$/),
    });
    const wrong = problem(await fill(entriesOf(['Driver 9 (9),,,,,'])).expect(400));
    expect(wrong).toMatchObject({ code: 'invalid_slate_file', errors: [{ line: 2 }] });
    await fill('').expect(400);
  });

  it('takes a file and nothing else, of a portfolio that is there', async () => {
    const { api, id, submit, complete, clock, fill } = await withPortfolio();
    await api.post(`/v1/jobs/${id}/entries`).send({ csv: 'x' }).expect(415);
    const drill = await submit();
    const ask = () => api.post(`/v1/jobs/${drill}/entries`).type('text/csv').send('x');
    expect((await ask().expect(409)).body).toMatchObject({ code: 'job_not_finished' });
    await complete(drill, {});
    expect((await ask().expect(409)).body).toMatchObject({ code: 'result_has_no_lineups' });
    clock.advance(7 * 86_400_000);
    await fill(entriesOf([OPEN])).expect(410);
  });
});

describe('an entries file alone', () => {
  it('is enough for a slate', async () => {
    const { api } = testApp();
    const csv = api
      .post('/v1/slates/parse')
      .type('text/csv')
      .send(entriesOf([OPEN, OPEN]));
    const { body } = await csv.expect(200);
    expect(body).toMatchObject({ format: 'draftkings', site: 'draftkings', warnings: [] });
    expect(body.drivers).toHaveLength(7);
    const salaries = entriesOf([OPEN]);
    const { body: same } = await api.post('/v1/slates/parse').send({ salaries }).expect(200);
    expect(same).toEqual(body);
  });
});
