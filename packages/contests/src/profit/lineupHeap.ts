import { IndexHeap } from '@pitwall/universe';

/** Lineups by number, the one of highest value on top; of equal ones the earlier. */
export class LineupHeap {
  readonly #values: Float64Array;
  readonly #heap: IndexHeap;

  constructor(given: Float64Array) {
    const values = given.slice();
    this.#values = values;
    this.#heap = new IndexHeap(values.length, (a, b) => {
      const difference = values[a]! - values[b]!;
      return difference === 0 ? a < b : difference > 0;
    });
  }

  get top(): number | undefined {
    return this.#heap.top;
  }

  /** The new value may be lower or higher: on top there is nothing that it could be behind. */
  changeTop(value: number): void {
    this.#values[this.#heap.top!] = value;
    this.#heap.settleTop();
  }

  dropTop(): void {
    this.#heap.dropTop();
  }
}
