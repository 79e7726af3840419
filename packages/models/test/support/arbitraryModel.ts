import * as fc from 'fast-check';

import { type SparseModel, parseModelJson } from '../../src/index.ts';

/** Of few digits, so that text holds them exactly. */
const number = fc.integer({ min: -2_000, max: 2_000 }).map((value) => value / 8);
const side = fc.option(number, { nil: null });

const LETTERS = ['a', 'b', 'X', 'Y', '0', '9', '_', '.', '-', '+', '(', 'é', '$'];

/** What a name may be in free format; in fixed there may be spaces in it too. */
const letters = fc.string({
  unit: fc.constantFrom(...LETTERS),
  minLength: 1,
  maxLength: 7,
});

const named = fc.uniqueArray(letters, { minLength: 1, maxLength: 6 });

/** Models of up to six columns and rows, of every sort there is. */
export const arbitraryModel: fc.Arbitrary<SparseModel> = fc
  .record({ columns: named, rows: named, sense: fc.constantFrom('minimize', 'maximize') })
  .chain(({ columns, rows, sense }) =>
    fc.record({
      sense: fc.constant(sense),
      name: fc.constant('test'),
      offset: number,
      variables: fc.tuple(...columns.map((name) => variable(`c${name}`))),
      constraints: fc.tuple(...rows.map((name) => constraint(`r${name}`, columns))),
    }),
  )
  .map((json) => parseModelJson(json));

function variable(name: string) {
  const sorted = fc.tuple(side, side).map(([a, b]) => bounds(a, b));
  return fc
    .record({ objective: number, integer: fc.boolean(), semi: fc.boolean(), range: sorted })
    .map(({ objective, integer, semi, range }) =>
      semi
        ? { name, objective, integer, semiContinuous: true, lower: 0, upper: 12.5 }
        : { name, objective, integer, ...range },
    );
}

function constraint(name: string, columns: readonly string[]) {
  const terms = fc
    .uniqueArray(fc.constantFrom(...columns), { maxLength: columns.length })
    .chain((chosen) =>
      fc.tuple(...chosen.map((column) => fc.tuple(fc.constant(`c${column}`), number))),
    )
    .map((pairs) => Object.fromEntries(pairs) as Record<string, number>);
  return fc
    .record({ terms, a: number, b: side, isFromBelow: fc.boolean() })
    .map(({ terms: of, a, b, isFromBelow }) => ({
      name,
      terms: of,
      ...(b === null ? (isFromBelow ? { lower: a } : { upper: a }) : bounds(a, b)),
    }));
}

function bounds(a: number | null, b: number | null) {
  if (a !== null && b !== null && a > b) return { lower: b, upper: a };
  return { lower: a, upper: b };
}
