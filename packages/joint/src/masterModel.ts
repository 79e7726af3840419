import { toPoints } from '@pitwall/lineups';
import type { SparseModel } from '@pitwall/models';

import { type JointProblem, rowsOf, stepsOf } from './jointProblem.ts';

const CONTINUOUS = 0;
const INTEGER = 1;

/** Columns of a master besides those of lineups, which come first: `upper` times the entry in one row. */
export type Stopgap = { row: number; cost: number; upper: number };

type Extra = {
  isInteger: boolean;
  stopgaps: readonly Stopgap[];
  /** Sets of lineups, by their indexes, of which at most one may be taken. */
  rivals: readonly (readonly number[])[];
};

/**
 * Which lineups to take, each of them 0 or 1 times: the most points, so many lineups in all, and every
 * driver in as many of them as he may and must.
 */
export function masterModel(
  lineups: readonly Uint8Array[],
  problem: JointProblem,
  { isInteger, stopgaps, rivals }: Extra,
): SparseModel {
  const { asked, limited, limits } = problem;
  const count = stopgaps.length + lineups.length;
  const firstRival = 1 + limited.length;
  const rowsOfRivals = rivalRows(lineups.length, rivals, firstRival);
  const entries = [
    ...stopgaps.map(({ row }) => [row]),
    ...lineups.map((lineup, index) => [...rowsOf(lineup, problem), ...rowsOfRivals[index]!]),
  ];
  const starts = new Int32Array(count + 1);
  for (const [column, { length }] of entries.entries())
    starts[column + 1] = starts[column]! + length;
  const indices = Int32Array.from(entries.flat());
  return {
    name: 'portfolio',
    sense: 'maximize',
    offset: 0,
    columns: {
      names: Array.from({ length: count }, (_, column) => `c${column}`),
      cost: Float64Array.from([
        ...stopgaps.map(({ cost }) => cost),
        ...lineups.map((lineup) => toPoints(stepsOf(lineup, problem))),
      ]),
      lower: new Float64Array(count),
      upper: Float64Array.from([...stopgaps.map(({ upper }) => upper), ...lineups.map(() => 1)]),
      types: new Int32Array(count).fill(isInteger ? INTEGER : CONTINUOUS),
    },
    rows: {
      names: Array.from({ length: firstRival + rivals.length }, (_, row) => `r${row}`),
      lower: Float64Array.from([
        asked,
        ...limited.map((position) => limits.minUses[position]!),
        ...rivals.map(() => 0),
      ]),
      upper: Float64Array.from([
        asked,
        ...limited.map((position) => limits.maxUses[position]!),
        ...rivals.map(() => 1),
      ]),
    },
    matrix: { starts, indices, values: new Float64Array(indices.length).fill(1) },
  };
}

/** By lineup: the rows of the sets that it is in. */
function rivalRows(lineups: number, rivals: Extra['rivals'], firstRow: number): number[][] {
  const rows: number[][] = Array.from({ length: lineups }, () => []);
  for (const [index, members] of rivals.entries()) {
    for (const lineup of members) rows[lineup]!.push(firstRow + index);
  }
  return rows;
}
