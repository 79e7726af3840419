import type { LineupRun } from '@pitwall/lineups';

const LINEUPS_PER_CHUNK = 4_096;

/**
 * Lineups as bytes, those that differ in the last driver only together: how much of the path before
 * stays, the rest of this path, how many last drivers, and these. A chunk begins with a whole path.
 */
export type LineupRuns = {
  bytes: Uint8Array;
  /** By chunk, and one more for the end: the first byte, and the number of lineups before. */
  byteAt: Uint32Array;
  lineupAt: Uint32Array;
};

export class RunWriter {
  lineups = 0;
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  readonly #byteAt: number[] = [];
  readonly #lineupAt: number[] = [];

  add({ path, shared, last }: LineupRun): void {
    const kept = this.#beginsChunk() ? 0 : shared;
    this.#reserve(path.length + last.length + 2);
    this.#bytes[this.#length++] = kept;
    for (let depth = kept; depth < path.length; depth++) {
      this.#bytes[this.#length++] = path[depth]!;
    }
    this.#bytes[this.#length++] = last.length;
    this.#bytes.set(last, this.#length);
    this.#length += last.length;
    this.lineups += last.length;
  }

  /** In shared memory, so that threads can be given it without a copy. */
  finish(): LineupRuns {
    const bytes = new Uint8Array(new SharedArrayBuffer(this.#length));
    bytes.set(this.#bytes.subarray(0, this.#length));
    return {
      bytes,
      byteAt: Uint32Array.of(...this.#byteAt, this.#length),
      lineupAt: Uint32Array.of(...this.#lineupAt, this.lineups),
    };
  }

  #beginsChunk(): boolean {
    const begun = this.#lineupAt.at(-1);
    if (begun !== undefined && this.lineups - begun < LINEUPS_PER_CHUNK) return false;
    this.#byteAt.push(this.#length);
    this.#lineupAt.push(this.lineups);
    return true;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
