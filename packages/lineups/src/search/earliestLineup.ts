import { sortPositions } from './lineupList.ts';

/**
 * Among equally good lineups the one with the earlier drivers of the input wins. A branch of the
 * search in which not even the earliest drivers left would win can be skipped; without this, slates
 * of many equal drivers have too many ties to look at each of them.
 */
export class EarliestLineup {
  readonly #size: number;
  /** By search index: the smallest positions from there on, ascending, `#size` of them. */
  readonly #earliest: Uint8Array;
  readonly #lineup: Uint8Array;

  constructor(order: readonly number[], rosterSize: number) {
    this.#size = rosterSize;
    this.#earliest = earliestFrom(order, rosterSize);
    this.#lineup = new Uint8Array(rosterSize);
  }

  /** The first `filled` drivers of the path and the earliest others from a search index on. */
  completing(path: Uint8Array, filled: number, index: number): Uint8Array {
    for (let k = 0; k < filled; k++) this.#lineup[k] = path[k]!;
    const start = index * this.#size;
    for (let k = filled; k < this.#size; k++) {
      this.#lineup[k] = this.#earliest[start + k - filled]!;
    }
    sortPositions(this.#lineup, 0, this.#size);
    return this.#lineup;
  }
}

function earliestFrom(order: readonly number[], count: number): Uint8Array {
  const earliest = new Uint8Array((order.length + 1) * count).fill(255);
  for (let index = order.length - 1; index >= 0; index--) {
    const start = index * count;
    earliest.copyWithin(start, start + count, start + 2 * count);
    // The largest of the ones before makes room.
    const last = start + count - 1;
    if (order[index]! < earliest[last]!) earliest[last] = order[index]!;
    sortPositions(earliest, start, count);
  }
  return earliest;
}
