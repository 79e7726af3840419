import { setTimeout as sleep } from 'node:timers/promises';

import {
  type JobStore,
  logged,
  type NewLogLine,
  type Progress,
  progressed,
} from '@pitwall/job-state';
import type { Clock } from '@pitwall/runtime';

import { isStoreAway } from '../storeFailure.ts';

/** At most four writes a second for each job. */
const WRITE_EVERY_MS = 250;

const WRITE_AGAIN_AFTER_MS = 1_000;

export type ProgressWriterOptions = {
  store: JobStore;
  clock: Clock;
  id: string;
  fence: number;
  /** The record is another start's, or has ended: there is nothing more to write. */
  onRefused: () => void;
  onError: (error: unknown) => void;
};

/** Lines that wait for a store that is away; of more the newest are kept, as in the store. */
const LINES_AT_MOST = 1_000;

/** Writes the newest progress of one start, and what it logs, one write at a time. */
export class ProgressWriter {
  readonly #options: ProgressWriterOptions;
  #waiting: Progress | undefined;
  #lines: NewLogLine[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #nextAtMs = 0;

  constructor(options: ProgressWriterOptions) {
    this.#options = options;
  }

  note(progress: Progress): void {
    this.#waiting = { ...this.#waiting, ...progress };
    this.#writeSoon();
  }

  log(line: NewLogLine): void {
    this.#lines.push(line);
    if (this.#lines.length > LINES_AT_MOST) this.#lines.shift();
    this.#writeSoon();
  }

  #writeSoon(): void {
    const waitMs = Math.max(0, this.#nextAtMs - this.#options.clock.now());
    this.#timer ??= setTimeout(() => void this.flush(), waitMs);
  }

  /** Writes what waits, and resolves when nothing is being written any more. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#nextAtMs = this.#options.clock.now() + WRITE_EVERY_MS;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  /** Writes what waits for as long as that takes, but not into a store that is full. */
  async finish(): Promise<void> {
    await this.flush();
    while (this.#waiting) {
      await sleep(WRITE_AGAIN_AFTER_MS);
      await this.flush();
    }
  }

  /** Forgets how far it has got, which its end says too; what it found and said is tried once. */
  async end(): Promise<void> {
    const { incumbent } = this.#waiting ?? {};
    this.#waiting = incumbent && { incumbent };
    await this.flush();
  }

  /** Forgets what waits. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    this.#lines = [];
    await this.#writing;
  }

  async #write(): Promise<void> {
    const [progress, logs] = [this.#waiting, this.#lines];
    if (!progress && logs.length === 0) return;
    this.#waiting = undefined;
    this.#lines = [];
    const { store, clock, id, fence, onRefused, onError } = this.#options;
    const noted = { fence, atMs: clock.now(), logs };
    try {
      const change = progress ? progressed({ ...progress, ...noted }) : logged(noted);
      const outcome = await store.change(id, change);
      if (outcome.type !== 'applied') onRefused();
    } catch (error) {
      // Progress is not worth failing a job for; the next write may go through.
      onError(error);
      if (isStoreAway(error)) this.#putBack(progress, logs);
    }
  }

  /** Under what has been noted meanwhile. */
  #putBack(progress: Progress | undefined, logs: NewLogLine[]): void {
    if (progress) this.#waiting = { ...progress, ...this.#waiting };
    this.#lines = [...logs, ...this.#lines].slice(-LINES_AT_MOST);
  }
}
