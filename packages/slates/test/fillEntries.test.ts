import { describe, expect, it } from 'vitest';

import { fillEntries } from '../src/index.ts';
import { DRIVERS, entriesFile, open, portfolioOf, seats, taken } from './entriesText.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile } from './salaryText.ts';

const BEST = 'ABCDEF';
const SECOND = 'ABCDEG';
const THIRD = 'ABCDEH';
const PORTFOLIO = portfolioOf([BEST, SECOND, THIRD]);

/** With every cell in quotes, the empty ones, too. */
function allQuoted(text: string): string {
  const bare = text.replaceAll(/"\d\. [^"]*"/g, 'Do it');
  return bare.replaceAll(/[^,\n"]+|(?<=[,\n])(?=[,\n])/g, '"$&"');
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
