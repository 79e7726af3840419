import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { fillEntries, parseSlate } from '../src/index.ts';
import {
  DRIVERS,
  entriesFile,
  type EntryText,
  fanDuelEntries,
  portfolioOf,
  seats,
} from './entriesText.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile } from './salaryText.ts';

const BEST = 'ABCDEF';
const SECOND = 'ABCDEG';
const THIRD = 'ABCDEH';
const PORTFOLIO = portfolioOf([BEST, SECOND, THIRD]);

const open = (id: number, contest: string): EntryText => ({ id, contest });
const taken = (id: number, contest: string, letters: string): EntryText => ({
  id,
  contest,
  cells: seats(letters),
});

const refusal = (text: string, options = {}) =>
  refusalOf(() => fillEntries(text, PORTFOLIO, options));

/** With every cell in quotes, the empty ones, too. */
function allQuoted(text: string): string {
  const bare = text.replaceAll(/"\d\. [^"]*"/g, 'Do it');
  return bare.replaceAll(/[^,\n"]+|(?<=[,\n])(?=[,\n])/g, '"$&"');
}

/** The cells of FanDuel for these drivers. */
function fanDuelSeats(letters: string, withNames: boolean): string[] {
  return seats(letters).map((cell) => {
    const [name, id] = cell.slice(0, -1).split(' (');
    return withNames ? `9-${id}:${name}` : `9-${id}`;
  });
}

describe('the entries of a file', () => {
  it('get the portfolio from its best lineup on, in each contest anew', () => {
    const text = entriesFile([open(1, '70'), open(2, '71'), open(3, '70'), open(4, '70')]);
    expect(fillEntries(text, PORTFOLIO)).toEqual({
      csv: entriesFile([
        taken(1, '70', BEST),
        taken(2, '71', BEST),
        taken(3, '70', SECOND),
        taken(4, '70', THIRD),
      ]),
      contests: 2,
      filled: 4,
      kept: 0,
      empty: 0,
    });
  });

  it('keep the lineups they have, which are not entered again in their contest', () => {
    const kept = taken(2, '70', 'GEDCBA');
    const text = entriesFile([open(1, '70'), kept, open(3, '70'), open(4, '71'), open(5, '71')]);
    const { csv, ...counts } = fillEntries(text, PORTFOLIO);
    expect(csv).toBe(
      entriesFile([
        taken(1, '70', BEST),
        kept,
        taken(3, '70', THIRD),
        taken(4, '71', BEST),
        taken(5, '71', SECOND),
      ]),
    );
    expect(counts).toEqual({ contests: 2, filled: 4, kept: 1, empty: 0 });
  });

  it('are filled anew where asked to, whatever they have', () => {
    const text = entriesFile([
      taken(1, '70', SECOND),
      { id: 2, contest: '70', cells: ['Gone (999)', '', '', '', '', ''] },
    ]);
    const { csv, ...counts } = fillEntries(text, PORTFOLIO, { overwrite: true });
    expect(csv).toBe(entriesFile([taken(1, '70', BEST), taken(2, '70', SECOND)]));
    expect(counts).toEqual({ contests: 1, filled: 2, kept: 0, empty: 0 });
  });

  it('may be known by ids alone, or locked, and are kept so', () => {
    const byId = { id: 1, contest: '70', cells: ['101', '102', '103', '104', '105', '106'] };
    const locked = { id: 2, contest: '70', cells: seats(SECOND).map((cell) => `${cell} (LOCKED)`) };
    const { csv } = fillEntries(entriesFile([byId, locked, open(3, '70')]), PORTFOLIO);
    expect(csv).toBe(entriesFile([byId, locked, taken(3, '70', THIRD)]));
  });

  it('are all named with their contest where there are too few lineups', () => {
    const text = entriesFile([
      open(1, '70'),
      taken(2, '70', BEST),
      open(3, '70'),
      open(4, '70'),
      open(5, '71'),
      ...[6, 7, 8, 9].map((id) => open(id, '72')),
    ]);
    const error = refusalOf(() => fillEntries(text, PORTFOLIO));
    expect(error.code).toBe('too_few_lineups');
    const first =
      '“NAS 70” (contest 70) has 3 entries to fill, and the portfolio has 2 lineups for them: 1 missing';
    expect(error.message).toBe(`${first}; 1 more of the contests are short`);
    expect(error.details).toEqual([
      { line: 5, detail: first },
      {
        line: 10,
        detail:
          '“NAS 72” (contest 72) has 4 entries to fill, and the portfolio has 3 lineups for them: 1 missing',
      },
    ]);
  });

  it('are filled as far as there are lineups where that may be', () => {
    const rows = [1, 2, 3, 4, 5].map((id) => open(id, '70'));
    const expected = [taken(1, '70', BEST), taken(2, '70', SECOND), taken(3, '70', THIRD)];
    const { csv, ...counts } = fillEntries(entriesFile(rows), PORTFOLIO, { partial: true });
    expect(csv).toBe(entriesFile([...expected, open(4, '70'), open(5, '70')]));
    expect(counts).toEqual({ contests: 1, filled: 3, kept: 0, empty: 2 });
  });

  it('are emptied for want of lineups rather than keep what was to be overwritten', () => {
    const rows = [1, 2, 3, 4].map((id) => taken(id, '70', 'HGFEDC'));
    const options = { partial: true, overwrite: true };
    const { csv, empty } = fillEntries(entriesFile(rows), PORTFOLIO, options);
    const expected = [taken(1, '70', BEST), taken(2, '70', SECOND), taken(3, '70', THIRD)];
    expect(csv).toBe(entriesFile([...expected, open(4, '70')]));
    expect(empty).toBe(1);
  });
});

describe('all else in the file', () => {
  const plain = entriesFile([open(1, '70')]);
  const full = entriesFile([taken(1, '70', BEST)]);

  it.each([
    ['CRLF line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['CR line ends', (text: string) => text.replaceAll('\n', '\r')],
    ['line ends of two kinds', (text: string) => text.replaceAll('\n,', '\r\n,')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no line end after the last line', (text: string) => text.trimEnd()],
    ['blank lines', (text: string) => text.replaceAll('\n', '\n\n')],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['a contest in quotes', (text: string) => text.replace('NAS 70', '"NAS ""70"", Cup"')],
    ['a line end in a quoted cell', (text: string) => text.replace('1. Column', '1.\r\nColumn')],
    ['spaces around cells', (text: string) => text.replaceAll(/(?<=,),(?=D,)/g, '  ,')],
  ])('stays as it is with %s', (_, change) => {
    expect(fillEntries(change(plain), PORTFOLIO).csv).toBe(change(full));
  });

  it('is put in quotes where the file does so, or where a name needs them', () => {
    expect(fillEntries(allQuoted(plain), PORTFOLIO).csv).toBe(allQuoted(full));
    const named = plain.replaceAll('Anna (101),Anna', '"Apex, Anna (101)",Anna');
    expect(fillEntries(named, PORTFOLIO).csv).toContain(',$4,"Apex, Anna (101)",Bo (102),');
  });

  it('stays where a spreadsheet has cut the empty cells off a row', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((id) => open(id, `${id}`));
    const cut = entriesFile(rows).replace(/,+\n$/, '\n');
    expect(cut).toContain('\n12,NAS 12,12,$4\n');
    expect(fillEntries(cut, PORTFOLIO).csv).toContain(
      `\n12,NAS 12,12,$4,${seats(BEST).join(',')}\n`,
    );
  });

  it('may be without instructions, with the player pool below the entries', () => {
    const [header = '', ...pool] = draftKingsFile(DRIVERS, '\n').trim().split('\n');
    const below = (cells: string[]) =>
      [
        'Entry ID,Contest Name,Contest ID,Entry Fee,D,D,D,D,D,D',
        `1,NAS,70,$4,${cells.join(',')}`,
        '',
        ...[header, ...pool].map((line) => `,,${line}`),
      ].join('\n');
    const empty = Array.from({ length: 6 }, () => '');
    expect(fillEntries(below(empty), PORTFOLIO).csv).toBe(below(seats(BEST)));
  });
});

describe('an entries file is refused', () => {
  const plain = entriesFile([open(1, '70'), open(2, '70')]);

  it('with everything that is wrong in its rows, by line', () => {
    const text = entriesFile([
      open(1, '70'),
      open(1, '70'),
      { id: 3, contest: '', cells: [...seats('ABCDE'), 'Zoe (999)'] },
      { id: 4, contest: '70', cells: ['Anna (101)', ...Array.from({ length: 5 }, () => '')] },
      open(5, '4.05E+09'),
    ]);
    const error = refusal(text.replace('104', '103'));
    expect(error.code).toBe('invalid_slate_file');
    expect(error.message).toBe('The entries file has 5 errors');
    expect(error.details).toEqual([
      { line: 3, detail: 'the entry id “1” is already on line 2' },
      { line: 4, detail: 'the contest id is empty' },
      { line: 4, detail: '“Zoe (999)” is nobody in the player pool of the file' },
      {
        line: 5,
        detail: '1 of 6 drivers are filled in; clear them, fill in the others, or overwrite',
      },
      {
        line: 6,
        detail:
          '“4.05E+09” is an id that a spreadsheet has rounded; format the column as whole numbers and save the file again',
      },
    ]);
  });

  it('whose contest has begun, where it would be overwritten', () => {
    const cells = seats(BEST).map((cell) => `${cell} (LOCKED)`);
    const error = refusal(entriesFile([{ id: 1, contest: '70', cells }]), { overwrite: true });
    expect(error.details).toEqual([
      { line: 2, detail: '“Anna (101) (LOCKED)”: the contest has begun' },
    ]);
  });

  it.each([
    ['an empty one', '', /is empty/],
    ['of another kind', 'a,b\n1,2', /header of the entries file is not known.*Found: “a,b”/],
    ['of another sport', plain.replace(',D,D,D,', ',QB,RB,RB,'), /header .* is not known/],
    ['with a driver less', plain.replace(',D,D,D,', ',D,D,'), /header .* is not known/],
    ['with a driver more', plain.replace(',D,D,D,', ',D,D,D,D,'), /header .* is not known/],
    ['without a pool', plain.replaceAll('Name + ID', 'Name'), /has no player pool/],
    ['without entries', entriesFile([]), /has no entries/],
    ['with half a quote', plain.replace('1. Col', '1. "Col'), /has 1 error/],
    ['with an open quote', plain.replace('"1. Col', '"1. ""Col').replace('on"', 'on'), /error/],
    ['that is not UTF-8', plain.replace('NAS', '\uFFFD'), /is not UTF-8/],
  ])('if it is %s', (_, text, message) => {
    const error = refusal(text);
    expect(error.code).toBe('invalid_slate_file');
    expect(error.message).toMatch(message);
  });

  it('with a column of the pool that was sorted alone, or with a driver twice', () => {
    const swapped = plain.replace(',Anna,101,', ',Anna,102,');
    expect(refusal(swapped).details).toEqual([
      { line: 5, detail: '“Anna (101)” does not have the id of the row, 102' },
      { line: 6, detail: 'the id “102” is already on line 5' },
    ]);
  });

  it('of another slate, by the names of the strangers', () => {
    const error = refusalOf(() => fillEntries(plain, portfolioOf([BEST, 'ABCDEZ'])));
    expect(error.code).toBe('slate_mismatch');
    expect(error.message).toBe(
      'Not in the player pool of the entries file, which may be of another slate: Stranger Z (no-Z)',
    );
  });

  it('of another site, and for a portfolio without lineups', () => {
    expect(refusalOf(() => fillEntries(plain, portfolioOf(['ABCDE'], '9-'))).message).toBe(
      'The portfolio is for FanDuel: DraftKings does not know its drivers',
    );
    expect(refusalOf(() => fillEntries(plain, portfolioOf([]))).code).toBe('result_has_no_lineups');
  });
});

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
