import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { fillEntries, parseSlate } from '../src/index.ts';
import { entriesFile, fanDuelEntries, open, portfolioOf, seats } from './entriesText.ts';
import { refusalOf } from './refusalOf.ts';

/** The cells of FanDuel for these drivers. */
function fanDuelSeats(letters: string, withNames: boolean): string[] {
  return seats(letters).map((cell) => {
    const [name, id] = cell.slice(0, -1).split(' (');
    return withNames ? `9-${id}:${name}` : `9-${id}`;
  });
}

describe('an entries template of FanDuel', () => {
  const portfolio = portfolioOf(['ABCDE', 'ABCDF'], '9-');
  it.each([true, false])('is filled with what its pool has (names: %s)', (withNames) => {
    const rows = [open(1, '70'), open(2, '70')];
    const { csv, filled } = fillEntries(fanDuelEntries(rows, withNames), portfolio);
    const expected = rows.map((row, index) => ({
      ...row,
      cells: fanDuelSeats(index === 0 ? 'ABCDE' : 'ABCDF', withNames),
    }));
    expect(csv).toBe(fanDuelEntries(expected, withNames));
    expect(filled).toBe(2);
  });

  it('keeps what it has, with names or without', () => {
    const kept = { id: 1, contest: '70', cells: fanDuelSeats('EDCBA', true) };
    const { csv } = fillEntries(fanDuelEntries([kept, open(2, '70')]), portfolio);
    expect(csv).toBe(
      fanDuelEntries([kept, { id: 2, contest: '70', cells: fanDuelSeats('ABCDF', true) }]),
    );
  });

  it('gives the drivers of a slate', () => {
    const slate = parseSlate({ salaries: fanDuelEntries([open(1, '70')]) });
    expect(slate).toMatchObject({ format: 'fanduel', site: 'fanduel', warnings: [] });
    expect(slate.drivers[0]).toMatchObject({ id: '9-101', name: 'Anna', salary: 9_500 });
  });
});

describe('a slate from an entries file alone', () => {
  const FILES = new URL('../../../examples/slates/', import.meta.url);
  const example = readFileSync(new URL('DKEntries_example.csv', FILES), 'utf8');

  it('is that of the salary file', () => {
    const salaries = readFileSync(new URL('DKSalaries_example.csv', FILES), 'utf8');
    expect(parseSlate({ salaries: example })).toEqual(parseSlate({ salaries }));
  });

  it('is joined with projections, and names lines of the file', () => {
    const text = entriesFile([open(1, '70'), open(2, '70')]);
    const projections = 'id,projection\n101,55\n';
    expect(parseSlate({ salaries: text, projections }).drivers[0]?.projection).toBe(55);
    const error = refusalOf(() => parseSlate({ salaries: text.replace('9000', '9x') }));
    expect(error.details).toEqual([
      { line: 5, column: 'Salary', detail: '“9x” is not a whole number of dollars' },
    ]);
  });

  it('can go back into the entries file with its lineups', () => {
    const { drivers } = parseSlate({ salaries: example });
    const lineups = Array.from({ length: 12 }, (_, index) => ({
      drivers: drivers.slice(index, index + 6).map(({ id }) => id),
      salary: 1,
      projection: 1,
    }));
    const exposures = drivers.map(({ id, name }) => ({ id, name, lineups: 1, share: 0.1 }));
    const result = fillEntries(example, { site: 'draftkings', lineups, exposures });
    expect(result).toMatchObject({ contests: 3, filled: 18, kept: 1, empty: 0 });
    expect(parseSlate({ salaries: result.csv })).toEqual(parseSlate({ salaries: example }));
  });
});
