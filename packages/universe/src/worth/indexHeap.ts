/** The numbers from 0 to below a count, the first of an order on top. */
export class IndexHeap {
  readonly #numbers: Uint32Array;
  readonly #isBefore: (a: number, b: number) => boolean;
  #size: number;

  constructor(count: number, isBefore: (a: number, b: number) => boolean) {
    this.#numbers = Uint32Array.from({ length: count }, (_, number) => number);
    this.#isBefore = isBefore;
    this.#size = count;
    for (let place = count >> 1; place >= 0; place--) this.#sink(place);
  }

  /** Undefined when none is left. */
  get top(): number | undefined {
    return this.#size > 0 ? this.#numbers[0] : undefined;
  }

  /** To be called when what the top goes by has changed: all others have to be in order. */
  settleTop(): void {
    this.#sink(0);
  }

  dropTop(): void {
    this.#numbers[0] = this.#numbers[--this.#size]!;
    this.#sink(0);
  }

  replaceTop(number: number): void {
    this.#numbers[0] = number;
    this.#sink(0);
  }

  /** All that are left, the first of the order first. */
  sorted(): Uint32Array {
    return this.#numbers
      .subarray(0, this.#size)
      .toSorted((a, b) => (this.#isBefore(a, b) ? -1 : 1));
  }

  #sink(from: number): void {
    if (from >= this.#size) return;
    const numbers = this.#numbers;
    const moved = numbers[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isBefore(numbers[child + 1]!, numbers[child]!)) child++;
      if (!this.#isBefore(numbers[child]!, moved)) break;
      numbers[place] = numbers[child]!;
      place = child;
    }
    numbers[place] = moved;
  }
}
