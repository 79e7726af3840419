import type { Clock } from '@pitwall/runtime';
import { monotonicFactory } from 'ulid';

/** ULIDs that sort by creation time, also within one millisecond of one process. */
export class JobIds {
  readonly #clock: Clock;
  readonly #next = monotonicFactory();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(): string {
    return this.#next(this.#clock.now());
  }
}
