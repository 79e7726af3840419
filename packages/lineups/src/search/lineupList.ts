/** Lineups in order, best first. */
export type LineupList = {
  count: number;
  /** The sum of the drivers' scores, one per lineup. */
  scores: Float64Array;
  /** The drivers' input positions, ascending within each lineup, `rosterSize` per lineup. */
  positions: Uint8Array;
};

export const NO_LINEUPS: LineupList = {
  count: 0,
  scores: new Float64Array(0),
  positions: new Uint8Array(0),
};

/** A lineup's place in the total order: all lineups after it are worse, or equal and later. */
export type Place = { score: number; positions: Uint8Array };

export function placeOf(list: LineupList, index: number): Place {
  const rosterSize = list.positions.length / list.count;
  const start = index * rosterSize;
  return {
    score: list.scores[index]!,
    positions: list.positions.slice(start, start + rosterSize),
  };
}

/** Below 0 when `a` comes first; both ascending. */
export function comparePositions(a: Uint8Array, b: Uint8Array): number {
  for (let k = 0; k < a.length; k++) {
    const difference = a[k]! - b[k]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Sorts `count` bytes from `start` on in place: insertion, since a lineup has at most ten. */
export function sortPositions(bytes: Uint8Array, start: number, count: number): void {
  for (let k = start + 1; k < start + count; k++) {
    const moved = bytes[k]!;
    let slot = k - 1;
    while (slot >= start && bytes[slot]! > moved) {
      bytes[slot + 1] = bytes[slot]!;
      slot--;
    }
    bytes[slot + 1] = moved;
  }
}
