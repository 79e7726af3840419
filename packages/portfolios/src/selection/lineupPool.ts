const DRIVERS_PER_WORD = 32;

export type PoolSize = { lineups: number; rosterSize: number; driverCount: number };

/** Lineups to select from, numbered in the order in which they were added. */
export class LineupPool {
  count = 0;
  readonly #rosterSize: number;
  readonly #positions: Uint8Array;
  readonly #words: number;
  /** By lineup a bit per driver. */
  readonly #masks: Uint32Array;

  constructor({ lineups, rosterSize, driverCount }: PoolSize) {
    this.#rosterSize = rosterSize;
    this.#positions = new Uint8Array(lineups * rosterSize);
    this.#words = Math.ceil(driverCount / DRIVERS_PER_WORD);
    this.#masks = new Uint32Array(lineups * this.#words);
  }

  add(positions: Uint8Array): void {
    this.#positions.set(positions, this.count * this.#rosterSize);
    for (let at = 0; at < positions.length; at += this.#rosterSize) {
      const mask = this.count * this.#words;
      for (const position of positions.subarray(at, at + this.#rosterSize)) {
        this.#masks[mask + (position >>> 5)]! |= 1 << (position & 31);
      }
      this.count++;
    }
  }

  /** The drivers of a lineup by input position; a view. */
  at(lineup: number): Uint8Array {
    return this.#positions.subarray(lineup * this.#rosterSize, (lineup + 1) * this.#rosterSize);
  }

  holds(lineup: number, driver: number): boolean {
    return ((this.#masks[lineup * this.#words + (driver >>> 5)]! >>> (driver & 31)) & 1) === 1;
  }

  /** How many drivers two lineups have in common. */
  shared(one: number, other: number): number {
    let shared = 0;
    for (let word = 0; word < this.#words; word++) {
      shared += bitsIn(
        this.#masks[one * this.#words + word]! & this.#masks[other * this.#words + word]!,
      );
    }
    return shared;
  }
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
