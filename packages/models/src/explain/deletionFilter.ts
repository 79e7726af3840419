import type { Side } from './conflict.ts';
import type { Relaxation } from './relaxation.ts';

/**
 * Leaves out what is not needed for the clash: first in large pieces, which is fast, at last one by
 * one. A side that was needed once stays needed, so the last round proves that none can be left out.
 */
export function deletionFilter(
  relaxation: Relaxation,
  sides: readonly Side[],
): { sides: readonly Side[]; isIrreducible: boolean } {
  let kept = sides;
  let isSure = true;
  for (let size = Math.ceil(sides.length / 2); ; size = Math.ceil(size / 4)) {
    const round = filterOnce(relaxation, kept, size);
    ({ kept } = round);
    isSure = round.isSure;
    if (relaxation.isTimeOver) return { sides: kept, isIrreducible: false };
    if (size <= 1) return { sides: kept, isIrreducible: isSure };
  }
}

function filterOnce(relaxation: Relaxation, sides: readonly Side[], size: number) {
  const kept: Side[] = [];
  let isSure = true;
  for (let from = 0; from < sides.length; from += size) {
    const piece = sides.slice(from, from + size);
    relaxation.leaveOut(piece);
    const status = relaxation.solve();
    if (status === 'infeasible') continue;
    isSure &&= status === 'optimal' || status === 'unbounded';
    relaxation.putBack(piece);
    kept.push(...piece);
  }
  return { kept, isSure };
}
