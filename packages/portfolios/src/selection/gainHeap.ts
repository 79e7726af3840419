/**
 * The lineups of a pool, the one of highest gain on top; of equal ones the one that reaches more races
 * by itself, then the earlier.
 */
export class GainHeap {
  readonly #heap: Uint32Array;
  readonly #gains: Uint32Array;
  readonly #reached: Uint32Array;
  #size: number;

  constructor(reached: Uint32Array) {
    this.#reached = reached;
    this.#gains = reached.slice();
    this.#heap = Uint32Array.from(reached.keys());
    this.#size = reached.length;
    for (let place = this.#size >> 1; place >= 0; place--) this.#sink(place);
  }

  get top(): number | undefined {
    return this.#size > 0 ? this.#heap[0] : undefined;
  }

  get topGain(): number {
    return this.#gains[this.#heap[0]!]!;
  }

  /** Gains only ever get smaller. */
  lowerTop(gain: number): void {
    this.#gains[this.#heap[0]!] = gain;
    this.#sink(0);
  }

  dropTop(): void {
    this.#heap[0] = this.#heap[--this.#size]!;
    this.#sink(0);
  }

  #sink(from: number): void {
    const moved = this.#heap[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isBefore(this.#heap[child + 1]!, this.#heap[child]!)) {
        child++;
      }
      if (!this.#isBefore(this.#heap[child]!, moved)) break;
      this.#heap[place] = this.#heap[child]!;
      place = child;
    }
    this.#heap[place] = moved;
  }

  #isBefore(a: number, b: number): boolean {
    const gain = this.#gains[a]! - this.#gains[b]!;
    if (gain !== 0) return gain > 0;
    const reached = this.#reached[a]! - this.#reached[b]!;
    return reached === 0 ? a < b : reached > 0;
  }
}
