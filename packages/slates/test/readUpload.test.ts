import { describe, expect, it } from 'vitest';

import { contestLineups, readUpload, writeLineups } from '../src/index.ts';
import { refusalOf } from './refusalOf.ts';

const DRIVERS = Array.from({ length: 8 }, (_, index) => ({
  id: String(101 + index),
  name: index === 0 ? 'Anna "A," Apex (Jr.)' : `Driver ${index}`,
}));
const SLATE = { site: 'draftkings', drivers: DRIVERS } as const;
const FIRST = ['101', '102', '103', '104', '105', '106'];
const SECOND = ['108', '107', '103', '104', '105', '106'];

function uploadOf(site: 'draftkings' | 'fanduel', lineups: string[][]): string {
  return writeLineups(
    {
      site,
      lineups: lineups.map((drivers) => ({ drivers, salary: 1, projection: 1 })),
      exposures: DRIVERS.map((driver) => ({ ...driver, lineups: 1, share: 1 })),
    },
    site,
  );
}

describe('an upload file', () => {
  it('gives back the lineups it was written from', () => {
    expect(readUpload(uploadOf('draftkings', [FIRST, SECOND]), SLATE)).toEqual([FIRST, SECOND]);
    const fives = [FIRST.slice(1), SECOND.slice(1)];
    const fanDuel = { ...SLATE, site: 'fanduel' } as const;
    expect(readUpload(uploadOf('fanduel', fives), fanDuel)).toEqual(fives);
  });

  it('may hold ids alone, and the names behind them', () => {
    const cells = FIRST.map((id, seat) => (seat % 2 ? id : `${id}:Driver`));
    expect(readUpload(`D,D,D,D,D,D\n${cells.join(',')}\n`, SLATE)).toEqual([FIRST]);
  });

  it('may be an entries file, whose open entries and pool are passed over', () => {
    const named = FIRST.map((id) => `Driver (${id})`).join(',');
    const text = [
      'Entry ID,Contest Name,Contest ID,Entry Fee,D,D,D,D,D,D,,Instructions',
      `1,"NAS $4 ""Happy"" Hour",9,$4,${named},,1. Column A lists all of your contest entries`,
      '2,NAS $4,9,$4,,,,,,,,2. Your contest entry',
      ',,,,,,,,,,,,,,Position,Name + ID,Name,ID',
      ',,,,,,,,,,,,,,D,Driver (101),Driver,101',
    ].join('\r\n');
    expect(readUpload(text, SLATE)).toEqual([FIRST]);
  });

  it('is refused with all that is wrong, by line', () => {
    const text = [
      'D,D,D,D,D,D',
      FIRST.join(','),
      '101,101,103,104,105,106',
      '101,,103,104,105,Nobody (999)',
    ].join('\n');
    const { code, message, details } = refusalOf(() => readUpload(text, SLATE));
    expect({ code, message }).toEqual({
      code: 'invalid_slate_file',
      message: 'The file has 3 errors',
    });
    expect(details).toEqual([
      { line: 3, detail: '“101” is in this lineup twice' },
      { line: 4, detail: 'driver 2 of 6 is missing' },
      { line: 4, detail: 'no driver of the slate is “Nobody (999)”' },
    ]);
  });

  it('is read no further than 200 errors or 25,000 rows', () => {
    const wrong = `D,D,D,D,D,D\n${'0,0,0,0,0,0\n'.repeat(100)}`;
    const { message, details } = refusalOf(() => readUpload(wrong, SLATE));
    expect(message).toBe('The file has more than 200 errors');
    expect(details).toHaveLength(200);
    const long = `D,D,D,D,D,D\n${FIRST.join(',')}${'\n'.repeat(25_000)}`;
    expect(refusalOf(() => readUpload(long, SLATE)).message).toContain('more than 25000 rows');
  });

  it.each([
    ['', 'has no lineups of draftkings'],
    ['Driver,Driver,Driver,Driver,Driver\n1,2,3,4,5', 'has no lineups of draftkings'],
    ['D,D,D,D,D,D\n,,,,,\n', 'The file has no lineups'],
  ])('of %j is refused', (text, message) => {
    expect(refusalOf(() => readUpload(text, SLATE)).message).toContain(message);
  });
});

describe('the lineups of a contest', () => {
  const payouts = [{ from: 1, to: 1, prize: 1 }];

  it('are those given, or those of the file', () => {
    const input = { ...SLATE, drivers: [], contest: { entryFee: 1, fieldSize: 10, payouts } };
    expect(contestLineups({ ...input, lineups: [FIRST] })).toEqual([FIRST]);
  });

  it('of a file leave room for somebody else', () => {
    const upload = uploadOf('draftkings', [FIRST, SECOND]);
    const drivers = DRIVERS.map((driver) => ({
      ...driver,
      salary: 1,
      projection: 1,
      minExposure: 0,
      lock: false,
      exclude: false,
    }));
    const enter = (fieldSize: number) =>
      contestLineups({
        site: 'draftkings',
        drivers,
        upload,
        contest: { entryFee: 1, fieldSize, payouts },
      });
    expect(enter(3)).toEqual([FIRST, SECOND]);
    expect(refusalOf(() => enter(2)).message).toContain('at most 1 can be ours');
  });
});
