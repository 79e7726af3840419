type Numbers = Float64Array | Int32Array;

const FIRST_LENGTH = 256;

/** A typed array that grows as it is filled, so that nothing is allocated for what is not there. */
export class GrowingArray<T extends Numbers> {
  #values: T;
  readonly #make: (length: number) => T;
  #length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#values = make(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow();
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Of the length it has, in memory of its own. */
  finish(): T {
    return this.#values.slice(0, this.#length) as T;
  }

  #grow(): void {
    const larger = this.#make(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

export function growingDoubles(): GrowingArray<Float64Array> {
  return new GrowingArray((length) => new Float64Array(length));
}

export function growingInts(): GrowingArray<Int32Array> {
  return new GrowingArray((length) => new Int32Array(length));
}
