import type { JobConsumer } from '@pitwall/job-queue';
import type { Clock, Logger } from '@pitwall/runtime';

import type { RunningJobs } from './runningJobs.ts';

/** With no answer for so long this worker must take it that it is alone in not reaching the store. */
const CUT_OFF_AFTER_MS = 30_000;

/** How long a job may take to leave its checkpoint. */
const PATIENCE_MS = 5_000;

const MAKE_ROOM_EVERY_MS = 5_000;

export type StoreGuardDeps = {
  consumer: Pick<JobConsumer, 'pause' | 'resume'>;
  running: Pick<RunningJobs, 'releaseAll'>;
  clock: Clock;
  log: Logger;
  /** Deletes what is past its time. */
  makeRoom: () => Promise<void>;
};

/**
 * Stops computing what cannot be stored. A full store: takes no jobs, gives back those that run, and
 * deletes what is past its time, which the rounds of housekeeping cannot, for their queue is full
 * too. No answer for long: whoever is not cut off has been given our jobs by now, so they are asked
 * for a checkpoint and stopped; what there is of it is written once the store answers, if they are
 * still ours then.
 */
export class StoreGuard {
  readonly #deps: StoreGuardDeps;
  #state: 'fine' | 'full' | 'away' = 'fine';
  /** Apart from the state: a store that was full may be away before it has room again. */
  #hasPaused = false;
  #answeredAtMs: number;
  #roomMadeAtMs = -Infinity;

  constructor(deps: StoreGuardDeps) {
    this.#deps = deps;
    this.#answeredAtMs = deps.clock.now();
  }

  /** Whether jobs are taken, for readiness and metrics. */
  get isFull(): boolean {
    return this.#state === 'full';
  }

  /** The store has taken a write. */
  fine(): void {
    const { consumer, clock, log } = this.#deps;
    this.#answeredAtMs = clock.now();
    if (this.#state === 'away') log.info('store answers again');
    this.#state = 'fine';
    if (!this.#hasPaused) return;
    this.#hasPaused = false;
    log.info('store has room again: jobs are taken');
    this.#quietly(consumer.resume());
  }

  full(): void {
    const { consumer, running, clock, log } = this.#deps;
    this.#answeredAtMs = clock.now();
    this.#state = 'full';
    if (!this.#hasPaused) {
      this.#hasPaused = true;
      log.warn('store is full: no jobs are taken, and those that run are given back');
      this.#quietly(consumer.pause());
    }
    // Every time: one may have been on its way to us when we paused.
    running.releaseAll(PATIENCE_MS);
    if (clock.now() - this.#roomMadeAtMs < MAKE_ROOM_EVERY_MS) return;
    this.#roomMadeAtMs = clock.now();
    this.#quietly(this.#deps.makeRoom());
  }

  /** To be called every so often, whether the store answers or not. */
  look(): void {
    const { running, clock, log } = this.#deps;
    const silentMs = clock.now() - this.#answeredAtMs;
    if (silentMs < CUT_OFF_AFTER_MS || this.#state === 'away') return;
    log.warn({ silentMs }, 'store does not answer: running jobs are stopped at a checkpoint');
    this.#state = 'away';
    running.releaseAll(PATIENCE_MS);
  }

  #quietly(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#deps.log.warn({ err: error }, 'store guard could not do what it should');
    });
  }
}
