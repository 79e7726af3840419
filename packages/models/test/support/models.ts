import type { SparseModel } from '../../src/index.ts';
import { parseModelJson } from '../../src/index.ts';

/** How the diet of a small farm is mixed: one optimum, 8 x + 10 y at (2, 1.5). */
export const LP = parseModelJson({
  sense: 'minimize',
  offset: 4,
  variables: [
    { name: 'corn', objective: 8 },
    { name: 'soy', objective: 10, upper: 6 },
  ],
  constraints: [
    { name: 'protein', lower: 5, terms: { corn: 1, soy: 2 } },
    { name: 'energy', lower: 9, upper: 90, terms: { corn: 3, soy: 2 } },
  ],
});

/** What is best to carry: the tent stays behind. */
export const MIP = parseModelJson({
  sense: 'maximize',
  variables: [
    { name: 'tent', objective: 60, integer: true, upper: 1 },
    { name: 'stove', objective: 100, integer: true, upper: 1 },
    { name: 'boat', objective: 120, integer: true, upper: 1 },
  ],
  constraints: [{ name: 'weight', upper: 50, terms: { tent: 10, stove: 20, boat: 30 } }],
});

/** The numbers of a model as plain lists. */
export function plain({ columns, rows, matrix, ...rest }: SparseModel) {
  return {
    ...rest,
    columns: {
      names: columns.names,
      cost: [...columns.cost],
      lower: [...columns.lower],
      upper: [...columns.upper],
      types: [...columns.types],
    },
    rows: { names: rows.names, lower: [...rows.lower], upper: [...rows.upper] },
    matrix: {
      starts: [...matrix.starts],
      indices: [...matrix.indices],
      values: [...matrix.values],
    },
  };
}
