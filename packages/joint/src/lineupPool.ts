import type { LineupList } from '@pitwall/lineups';

/** Lineups, each once, in the order in which they came. */
export class LineupPool {
  readonly lineups: Uint8Array[] = [];
  readonly #indexes = new Map<string, number>();

  /** The positions are ascending. False when it was there already. */
  add(lineup: Uint8Array): boolean {
    const key = keyOf(lineup);
    if (this.#indexes.has(key)) return false;
    this.#indexes.set(key, this.lineups.length);
    this.lineups.push(lineup);
    return true;
  }

  /** -1 when it is not there. */
  indexOf(lineup: Uint8Array): number {
    return this.#indexes.get(keyOf(lineup)) ?? -1;
  }
}

export function lineupAt({ positions, count }: LineupList, index: number): Uint8Array {
  const rosterSize = positions.length / count;
  return positions.slice(index * rosterSize, (index + 1) * rosterSize);
}

function keyOf(lineup: Uint8Array): string {
  return String.fromCharCode(...lineup);
}
