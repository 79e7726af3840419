import { LineupBuffer } from './lineupBuffer.ts';
import { comparePositions, type Place, sortPositions } from './lineupList.ts';

/** The best `limit` lineups that score at least `floor` and come after the place `after`. */
export type Wanted = { limit: number; floor: number; after: Place | undefined };

/** Takes in the lineups that a search comes across, if they are wanted. */
export class LineupCollector {
  readonly buffer: LineupBuffer;
  /** How many lineups were left out because they do not come after the place. */
  skipped = 0;
  readonly #after: Place | undefined;
  readonly #sorted: Uint8Array;
  /** All of the path but its last driver, ascending; up to date if `#hasOthers`. */
  readonly #others: Uint8Array;
  #hasOthers = false;

  constructor(rosterSize: number, { limit, floor, after }: Wanted) {
    this.buffer = new LineupBuffer(rosterSize, limit, floor);
    this.#after = after;
    this.#sorted = new Uint8Array(rosterSize);
    this.#others = new Uint8Array(rosterSize - 1);
  }

  /** To be called when another driver than the last of the path has changed. */
  startPath(): void {
    this.#hasOthers = false;
  }

  /** Whether the lineup, of at least the buffer's threshold, was taken in. */
  offer(score: number, path: Uint8Array): boolean {
    if (!this.#isWanted(score, path)) return false;
    if (!this.#hasOthers) this.#sortOthers(path);
    this.buffer.add(score, this.#others, path[this.#others.length]!);
    return true;
  }

  /** Lineups that differ in the last driver only share the sorting of the others. */
  #sortOthers(path: Uint8Array): void {
    this.#others.set(path.subarray(0, this.#others.length));
    sortPositions(this.#others, 0, this.#others.length);
    this.#hasOthers = true;
  }

  #isWanted(score: number, path: Uint8Array): boolean {
    const after = this.#after;
    if (after && score > after.score) {
      this.skipped++;
      return false;
    }
    const isTie = score === this.buffer.threshold && this.buffer.worst !== undefined;
    const isAtPlace = after !== undefined && score === after.score;
    if (!isTie && !isAtPlace) return true;
    this.#sorted.set(path);
    sortPositions(this.#sorted, 0, this.#sorted.length);
    if (isTie && !this.buffer.admitsTie(this.#sorted)) return false;
    if (!isAtPlace || comparePositions(this.#sorted, after.positions) > 0) return true;
    this.skipped++;
    return false;
  }
}
