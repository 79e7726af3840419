import { IndexHeap } from '@pitwall/universe';

/**
 * The lineups of a pool, the one of highest gain on top; of equal ones the one that reaches more races
 * by itself, then the earlier.
 */
export class GainHeap {
  readonly #gains: Uint32Array;
  readonly #heap: IndexHeap;

  constructor(reached: Uint32Array) {
    const gains = reached.slice();
    this.#gains = gains;
    this.#heap = new IndexHeap(gains.length, (a, b) => {
      const difference = gains[a]! - gains[b]! || reached[a]! - reached[b]!;
      return difference === 0 ? a < b : difference > 0;
    });
  }

  get top(): number | undefined {
    return this.#heap.top;
  }

  get topGain(): number {
    return this.#gains[this.#heap.top!]!;
  }

  /** Gains only ever get smaller. */
  lowerTop(gain: number): void {
    this.#gains[this.#heap.top!] = gain;
    this.#heap.settleTop();
  }

  dropTop(): void {
    this.#heap.dropTop();
  }
}
