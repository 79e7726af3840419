import type { JobStore } from '@pitwall/job-state';
import type { Clock } from '@pitwall/runtime';

import { isStoreFull } from '../storeFailure.ts';
import type { RunningJobs } from './runningJobs.ts';
import type { StoreGuard } from './storeGuard.ts';

const BEAT_EVERY_MS = 1_000;

export type HeartbeatDeps = {
  store: JobStore;
  running: RunningJobs;
  guard: StoreGuard;
  clock: Clock;
  workerId: string;
  /** How many jobs this worker runs at once. */
  threads: number;
  onError: (error: unknown) => void;
};

/**
 * Once a second: tells that this worker lives, and drops what is its own no longer, and stops
 * what is to finish. Both are announced too, and faster; this finds what an announcement did not reach.
 */
export class Heartbeat {
  readonly #deps: HeartbeatDeps;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;

  constructor(deps: HeartbeatDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#beatOnce();
    this.#timer = setInterval(() => {
      this.#beatOnce();
      this.#deps.guard.look();
    }, BEAT_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    await this.#deps.store.forgetWorker(this.#deps.workerId);
  }

  /** One at a time: while Redis is away they would pile up. */
  #beatOnce(): void {
    this.#beating ??= this.#beat().finally(() => {
      this.#beating = undefined;
    });
  }

  async #beat(): Promise<void> {
    const { store, running, guard, clock, workerId, threads, onError } = this.#deps;
    try {
      const starts = running.all.map(({ id, fence }) => ({ id, fence }));
      const beat = { workerId, atMs: clock.now(), threads, running: starts };
      const { lost, stopping } = await store.beat(beat);
      guard.fine();
      for (const { id, fence } of starts) if (lost.includes(id)) running.drop(id, fence);
      for (const id of stopping) running.stop(id);
    } catch (error) {
      if (isStoreFull(error)) guard.full();
      onError(error);
    }
  }
}
