import type { OwnershipLimit } from '../slate/ownershipLimit.ts';

/** Adds up, along one path of a search, the ownership of its drivers. */
export class OwnershipCounter {
  readonly #steps: Float64Array;
  readonly #stride: number;
  /** By search index and number of slots: the least that so many drivers from there on add up to. */
  readonly #leastFrom: Float64Array;
  #room: number;

  /** `order` has the input positions by search index. */
  constructor(limit: OwnershipLimit, order: readonly number[], rosterSize: number) {
    this.#steps = limit.steps;
    this.#room = limit.maxSteps;
    this.#stride = rosterSize + 1;
    this.#leastFrom = leastSums(
      order.map((position) => limit.steps[position]!),
      rosterSize,
    );
  }

  admits(position: number): boolean {
    return this.#steps[position]! <= this.#room;
  }

  add(position: number): void {
    this.#room -= this.#steps[position]!;
  }

  remove(position: number): void {
    this.#room += this.#steps[position]!;
  }

  /** Whether there are drivers from a search index on that fill the slots within the limit. */
  canFill(slots: number, index: number): boolean {
    return this.#leastFrom[index * this.#stride + slots]! <= this.#room;
  }
}

function leastSums(steps: readonly number[], most: number): Float64Array {
  const stride = most + 1;
  const sums = new Float64Array((steps.length + 1) * stride).fill(Infinity);
  sums[steps.length * stride] = 0;
  for (let index = steps.length - 1; index >= 0; index--) {
    const row = index * stride;
    const after = row + stride;
    sums[row] = 0;
    for (let slots = 1; slots <= most; slots++) {
      sums[row + slots] = Math.min(sums[after + slots]!, sums[after + slots - 1]! + steps[index]!);
    }
  }
  return sums;
}
