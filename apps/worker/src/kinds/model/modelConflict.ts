import type { ModelConflict } from '@pitwall/contract';
import type { SparseModel } from '@pitwall/models';
import type { Conflict, Side } from '@pitwall/models/solve';

const MOST_LISTED = 1_000;

type Named = ModelConflict['constraints'][number];

/** What clashes, by name. */
export function modelConflict(
  { rows, columns }: SparseModel,
  { sides, isIrreducible, needsIntegrality, isProven }: Conflict,
): ModelConflict {
  const listed = sides.slice(0, MOST_LISTED);
  const constraints = named(listed, 'row', rows.names);
  const bounds = named(listed, 'column', columns.names);
  return {
    constraints,
    bounds,
    needsIntegrality,
    isIrreducible,
    isProven,
    size: sides.length,
    message: isIrreducible
      ? 'These clash, and none of them can be left out: change any one of them, and the rest go together'
      : 'Among these are some that clash; there was no time to find out which can be left out',
  };
}

/** A row or column of which both sides are in it is named once. */
function named(sides: readonly Side[], of: Side['of'], names: readonly string[]): Named[] {
  const sideOf = new Map<number, Named['side']>();
  for (const { index, side } of sides.filter((candidate) => candidate.of === of)) {
    sideOf.set(index, sideOf.has(index) ? 'both' : side);
  }
  return [...sideOf].map(([index, side]) => ({ name: names[index] ?? '', side }));
}
