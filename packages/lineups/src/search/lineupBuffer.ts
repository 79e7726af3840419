import { comparePositions, type LineupList } from './lineupList.ts';
import { orderByScore } from './orderByScore.ts';

/** Few for a small limit, since there is no threshold before they are all there. */
const MOST_SPARE_LINEUPS = 64;

/**
 * Keeps the best `limit` of the lineups it is given. It takes in up to twice as many before it
 * throws the worse half away; from then on `threshold` is the score of the worst lineup kept.
 */
export class LineupBuffer {
  /** A lineup that scores less is of no use; one that scores the same only if `admitsTie`. */
  threshold: number;
  /** The worst lineup kept, once `limit` were. */
  worst: Uint8Array | undefined;
  count = 0;
  readonly #limit: number;
  readonly #rosterSize: number;
  readonly #capacity: number;
  #scores: Float64Array<ArrayBuffer>;
  #positions: Uint8Array<ArrayBuffer>;

  constructor(rosterSize: number, limit: number, floor: number) {
    this.#rosterSize = rosterSize;
    this.#limit = limit;
    this.#capacity = 2 * limit + Math.min(MOST_SPARE_LINEUPS, limit);
    this.#scores = new Float64Array(this.#capacity);
    this.#positions = new Uint8Array(this.#capacity * rosterSize);
    this.threshold = floor;
  }

  /** Adds the lineup made of `others`, which are ascending, and one more driver. */
  add(score: number, others: Uint8Array, driver: number): void {
    const positions = this.#positions;
    const start = this.count * this.#rosterSize;
    let k = this.#rosterSize - 1;
    for (; k > 0 && others[k - 1]! > driver; k--) positions[start + k] = others[k - 1]!;
    positions[start + k] = driver;
    while (--k >= 0) positions[start + k] = others[k]!;
    this.#scores[this.count] = score;
    this.count++;
    if (this.count === this.#capacity) this.#keepBest();
  }

  /** Whether a lineup of the threshold's score with these positions (ascending) would be kept. */
  admitsTie(positions: Uint8Array): boolean {
    return this.worst === undefined || comparePositions(positions, this.worst) < 0;
  }

  toList(): LineupList {
    const count = Math.min(this.count, this.#limit);
    this.#sort(count);
    return { count, scores: this.#scores.subarray(0, count), positions: this.#positions };
  }

  #keepBest(): void {
    this.#sort(this.#capacity);
    this.count = this.#limit;
    const size = this.#rosterSize;
    const last = this.#limit - 1;
    this.threshold = this.#scores[last]!;
    this.worst = this.#positions.slice(last * size, last * size + size);
  }

  /** Leaves the best in order, in memory for `capacity` lineups. */
  #sort(capacity: number): void {
    const order = orderByScore(this.#scores, this.count);
    const unsorted = this.#scores;
    // All of them, since a lineup kept may tie with one that is not.
    const scores = new Float64Array(Math.max(capacity, this.count));
    for (let k = 0; k < order.length; k++) scores[k] = unsorted[order[k]!]!;
    this.#sortTies(scores, order);
    this.#positions = this.#inOrder(order, capacity);
    this.#scores = scores;
  }

  #inOrder(order: Uint32Array, capacity: number): Uint8Array<ArrayBuffer> {
    const size = this.#rosterSize;
    const from = this.#positions;
    const to = new Uint8Array(capacity * size);
    const kept = Math.min(order.length, capacity);
    for (let k = 0; k < kept; k++) {
      const target = k * size;
      const source = order[k]! * size;
      for (let j = 0; j < size; j++) to[target + j] = from[source + j]!;
    }
    return to;
  }

  /** Equal scores lie side by side in `scores`; puts their places in `order` right. */
  #sortTies(scores: Float64Array, order: Uint32Array): void {
    for (let start = 0; start < order.length;) {
      let end = start + 1;
      while (end < order.length && scores[end] === scores[start]) end++;
      if (end - start > 1) {
        order.subarray(start, end).sort((a, b) => this.#compare(a, b));
      }
      start = end;
    }
  }

  #compare(a: number, b: number): number {
    const size = this.#rosterSize;
    const positions = this.#positions;
    for (let k = 0; k < size; k++) {
      const difference = positions[a * size + k]! - positions[b * size + k]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
