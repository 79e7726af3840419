/**
 * Two lineups differ in at least `minUnique` drivers exactly when they have no subset of
 * `rosterSize - minUnique + 1` drivers in common: of the lineups that hold such a subset one may be taken.
 * Sets of lineups, by their indexes; only sets of two and more.
 */
export function rivalSets(lineups: readonly Uint8Array[], minUnique: number): number[][] {
  const sets = new Map<string, number[]>();
  for (const [index, lineup] of lineups.entries()) {
    for (const subset of subsetsOf(lineup, lineup.length - minUnique + 1)) {
      const members = sets.get(subset);
      if (members) members.push(index);
      else sets.set(subset, [index]);
    }
  }
  return [...sets.values()].filter((members) => members.length > 1);
}

/** How many subsets of so many there are. */
export function subsetCount(size: number, of: number): number {
  let count = 1;
  for (let k = 1; k <= size; k++) count = (count * (of - size + k)) / k;
  return Math.round(count);
}

function subsetsOf(lineup: Uint8Array, size: number, from = 0): string[] {
  if (size === 0) return [''];
  const subsets: string[] = [];
  for (let k = from; k <= lineup.length - size; k++) {
    const first = String.fromCharCode(lineup[k]!);
    for (const rest of subsetsOf(lineup, size - 1, k + 1)) subsets.push(first + rest);
  }
  return subsets;
}
