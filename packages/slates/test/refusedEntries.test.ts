import { describe, expect, it } from 'vitest';

import { fillEntries } from '../src/index.ts';
import { entriesFile, open, portfolioOf, seats } from './entriesText.ts';
import { refusalOf } from './refusalOf.ts';

const BEST = 'ABCDEF';
const PORTFOLIO = portfolioOf([BEST]);

const refusal = (text: string, options = {}) =>
  refusalOf(() => fillEntries(text, PORTFOLIO, options));

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
