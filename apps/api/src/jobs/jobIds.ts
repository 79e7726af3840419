import { randomFillSync } from 'node:crypto';

import type { Clock } from '@pitwall/runtime';
import { monotonicFactory } from 'ulid';

/** Asking the system for a byte at a time takes longer than all the rest of an id. */
const BYTES_AT_ONCE = 4_096;

/** ULIDs that sort by creation time, also within one millisecond of one process. */
export class JobIds {
  readonly #clock: Clock;
  readonly #bytes = new Uint8Array(BYTES_AT_ONCE);
  #at = BYTES_AT_ONCE;
  readonly #next = monotonicFactory(() => this.#random());

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(): string {
    return this.#next(this.#clock.now());
  }

  /** From 0 up to 1, in steps of 1/256: an id takes five bits of each. */
  #random(): number {
    if (this.#at === BYTES_AT_ONCE) {
      randomFillSync(this.#bytes);
      this.#at = 0;
    }
    const byte = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    return byte / 256;
  }
}
