import type { SparseModel } from '../sparseModel.ts';

/** One side of a row, or one bound of a column. */
export type Side = { of: 'row' | 'column'; index: number; side: 'lower' | 'upper' };

/** Sides of which no solution can keep all. */
export type Conflict = {
  sides: readonly Side[];
  /** None of them can be left out. Else the time was over, and some may have nothing to do with it. */
  isIrreducible: boolean;
  /** They clash only because columns have to be integer, or zero where they may be so. */
  needsIntegrality: boolean;
  /** Weights for some of them have been added up anew to a contradiction, without the solver. */
  isProven: boolean;
};

/** A number of its own for each side. */
export function keyOf({ of, index, side }: Side): number {
  return 4 * index + (of === 'row' ? 2 : 0) + (side === 'upper' ? 1 : 0);
}

/** Every side there is, those of columns first. */
export function sidesOf({ rows, columns }: SparseModel): Side[] {
  return [...finiteSides('column', columns), ...finiteSides('row', rows)];
}

function* finiteSides(
  of: Side['of'],
  { lower, upper }: { lower: Float64Array; upper: Float64Array },
): Generator<Side> {
  for (let index = 0; index < lower.length; index += 1) {
    if (Number.isFinite(lower[index])) yield { of, index, side: 'lower' };
    if (Number.isFinite(upper[index])) yield { of, index, side: 'upper' };
  }
}

/** Bounds that exclude each other by themselves, or a row without entries that asks for something. */
export function plainConflict({ rows, columns, matrix }: SparseModel): Conflict | undefined {
  const crossed = crossedIn('column', columns) ?? crossedIn('row', rows);
  if (crossed) return whole(crossed);
  const isFilled = new Uint8Array(rows.names.length);
  for (const row of matrix.indices) isFilled[row] = 1;
  for (let index = 0; index < isFilled.length; index += 1) {
    if (isFilled[index]) continue;
    if ((rows.lower[index] ?? 0) > 0) return whole([{ of: 'row', index, side: 'lower' }]);
    if ((rows.upper[index] ?? 0) < 0) return whole([{ of: 'row', index, side: 'upper' }]);
  }
  return undefined;
}

function whole(sides: readonly Side[]): Conflict {
  return { sides, isIrreducible: true, needsIntegrality: false, isProven: true };
}

function crossedIn(
  of: Side['of'],
  { lower, upper }: { lower: Float64Array; upper: Float64Array },
): Side[] | undefined {
  const index = lower.findIndex((bound, at) => bound > (upper[at] ?? Infinity));
  if (index < 0) return undefined;
  return [
    { of, index, side: 'lower' },
    { of, index, side: 'upper' },
  ];
}
