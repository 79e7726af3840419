import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fillEntries, parseSlate } from '../src/index.ts';
import { entriesFile, portfolioOf } from './entriesText.ts';
import { refusalOf } from './refusalOf.ts';
import { draftKingsFile, fanDuelFile } from './salaryText.ts';

const DRIVERS = [
  { name: 'Anna Apex', id: '101' },
  { name: 'José Báñez Jr.', id: '102' },
  { name: "A.J. O'Dell", id: '103' },
];
const PLAIN = [
  'id,name,salary,projection,ownership,lock,maxExposure',
  '101,"Apex, Anna",9000,30,12.5%,yes,',
  '102,"José ""JB"" Báñez",4700,8,0.1,,50%',
].join('\n');
const PROJECTIONS = 'name,id,proj,own\nAnna Apex,101,30,5%\nJose Banez,,20,0.1\n';
const ENTRIES = entriesFile([1, 2, 3].map((id) => ({ id, contest: '70' })));
const FILES = [draftKingsFile(DRIVERS), fanDuelFile(DRIVERS), PLAIN, PROJECTIONS, ENTRIES];

const EXPECTED = ['read', 'invalid_slate_file'];

// What breaks readers: signs of CSV, line ends, marks, big numbers, names of Object.prototype
const PIECES = [
  ',',
  ';',
  '\t',
  '"',
  '""',
  '\n',
  '\r',
  '\r\n',
  '\uFEFF',
  '\u0000',
  '\uD800',
  ' ',
  '-',
  '%',
  '1e999',
  '99999999999999999999',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '()',
  '$',
];

describe('parseSlate', () => {
  it('refuses any text that it cannot read, and breaks on none', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (salaries, projections) => {
        expect(EXPECTED).toContain(outcomeOf({ salaries }));
        expect(EXPECTED).toContain(outcomeOf({ salaries: FILES[0] ?? '', projections }));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses or reads a file in which something was changed, and breaks on none', () => {
    fc.assert(
      fc.property(mutated(), mutated(), (salaries, projections) => {
        expect(EXPECTED).toContain(outcomeOf({ salaries }));
        expect(EXPECTED).toContain(outcomeOf({ salaries, projections }));
        expect(EXPECTED).toContain(outcomeOf({ salaries: FILES[0] ?? '', projections }));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is done with a big hostile file at once', () => {
    const hostile = ['"', '\n', '" ', ',"', 'a,"\n'].map((piece) => piece.repeat(400_000));
    for (const text of hostile) {
      for (const salaries of [text, `name,salary,projection\n${text}`]) {
        expect(refusalOf(() => parseSlate({ salaries })).code).toBe('invalid_slate_file');
      }
    }
  });
});

describe('fillEntries', () => {
  const REFUSED = ['invalid_slate_file', 'slate_mismatch', 'too_few_lineups'];

  it('fills or refuses a file in which something was changed, and breaks on none', () => {
    fc.assert(
      fc.property(mutated(), (text) => {
        expect([...REFUSED, 'filled']).toContain(outcomeOfFill(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

const PORTFOLIO = portfolioOf(['ABCDEF', 'ABCDEG', 'ABCDEH']);

function fill(text: string): string {
  return fillEntries(text, PORTFOLIO, { overwrite: true }).csv;
}

function outcomeOfFill(text: string): string {
  try {
    const csv = fill(text);
    return fill(csv) === csv ? 'filled' : 'filled, and filled otherwise when it was filled again';
  } catch {
    return refusalOf(() => fill(text)).code;
  }
}

/** Throws whatever parseSlate throws that is no AppError, which fails the property. */
function outcomeOf(files: { salaries: string; projections?: string }): string {
  try {
    return parseSlate(files).drivers.length > 0 ? 'read' : 'read without drivers';
  } catch {
    const error = refusalOf(() => parseSlate(files));
    const isSound = error.details.every(
      ({ line = 0, detail }) => line > 0 && detail !== '' && !/[\r\n]/.test(detail),
    );
    return isSound && error.details.length <= 200 ? error.code : 'refused unreadably';
  }
}

function anyText(): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...PIECES)), { maxLength: 30 })
    .map((parts) => parts.join(''));
}

function mutated(): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(600),
    remove: fc.oneof(fc.constant(0), fc.nat(12)),
    insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })),
  });
  const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
  return fc
    .tuple(fc.constantFrom(...FILES), edits)
    .map(([file, changes]) =>
      changes.reduce(
        (text, { at, remove, insert }) =>
          text.slice(0, at % text.length) + insert + text.slice((at % text.length) + remove),
        file,
      ),
    );
}
