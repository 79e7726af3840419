/** Lineups by number, the one of highest value on top; of equal ones the earlier. */
export class LineupHeap {
  readonly #heap: Uint32Array;
  readonly #values: Float64Array;
  #size: number;

  constructor(values: Float64Array) {
    this.#values = values.slice();
    this.#heap = Uint32Array.from(values.keys());
    this.#size = values.length;
    for (let place = this.#size >> 1; place >= 0; place--) this.#sink(place);
  }

  get top(): number | undefined {
    return this.#size > 0 ? this.#heap[0] : undefined;
  }

  /** The new value may be lower or higher: on top there is nothing that it could be behind. */
  changeTop(value: number): void {
    this.#values[this.#heap[0]!] = value;
    this.#sink(0);
  }

  dropTop(): void {
    this.#heap[0] = this.#heap[--this.#size]!;
    this.#sink(0);
  }

  #sink(from: number): void {
    if (from >= this.#size) return;
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
    const difference = this.#values[a]! - this.#values[b]!;
    return difference === 0 ? a < b : difference > 0;
  }
}
