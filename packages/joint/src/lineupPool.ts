import type { LineupList } from '@pitwall/lineups';

/** Lineups, each once, in the order in which they came. */
export class LineupPool {
  readonly lineups: Uint8Array[] = [];
  readonly #keys = new Set<string>();

  /** The positions are ascending. False when it was there already. */
  add(lineup: Uint8Array): boolean {
    const key = keyOf(lineup);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    this.lineups.push(lineup);
    return true;
  }
}

export function lineupAt({ positions, count }: LineupList, index: number): Uint8Array {
  const rosterSize = positions.length / count;
  return positions.slice(index * rosterSize, (index + 1) * rosterSize);
}

function keyOf(lineup: Uint8Array): string {
  return String.fromCharCode(...lineup);
}
