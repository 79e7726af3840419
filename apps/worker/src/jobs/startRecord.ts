import { setTimeout as sleep } from 'node:timers/promises';

import type { Job } from '@pitwall/contract';
import type { ChangeOutcome, JobChange, JobStore } from '@pitwall/job-state';
import type { Logger } from '@pitwall/runtime';

import { isStoreAway, isStoreFailure } from '../storeFailure.ts';

const ASK_AGAIN_AFTER_MS = 1_000;

/** The record of a job, as one start of it reads and writes it: until the store answers. */
export class StartRecord {
  readonly #store: JobStore;
  readonly #id: string;
  readonly #log: Logger;

  constructor(store: JobStore, id: string, log: Logger) {
    this.#store = store;
    this.#id = id;
    this.#log = log;
  }

  find(): Promise<Job | undefined> {
    return this.#insist(() => this.#store.find(this.#id));
  }

  findInputAndCheckpoint(): Promise<[unknown, unknown]> {
    return this.#insist(() =>
      Promise.all([this.#store.findInput(this.#id), this.#store.findCheckpoint(this.#id)]),
    );
  }

  write(change: JobChange): Promise<ChangeOutcome> {
    return this.#insist(() => this.#store.change(this.#id, change));
  }

  /** Undefined when the store has no room: what is not written yet need not be begun. */
  async writeIfRoom(change: JobChange): Promise<ChangeOutcome | undefined> {
    try {
      return await this.#insist(() => this.#store.change(this.#id, change), isStoreAway);
    } catch (error) {
      if (isStoreFailure(error)) return undefined;
      throw error;
    }
  }

  async #insist<T>(ask: () => Promise<T>, mayPass = isStoreFailure): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!mayPass(error)) throw error;
        this.#log.warn({ err: error }, 'store asked again');
        await sleep(ASK_AGAIN_AFTER_MS);
      }
    }
  }
}

/** As a change of it would be refused. */
export function whereItStands(job: Job | undefined): ChangeOutcome {
  return job ? { type: 'refused', status: job.status, fence: job.fence } : { type: 'absent' };
}

/**
 * Also when it is refused because it has been done: a connection can break after Redis has taken a
 * write and before it has said so, and then it is asked again.
 */
export function isDone(
  outcome: ChangeOutcome,
  { to, fence }: { to: Job['status'] | undefined; fence: number },
): boolean {
  if (outcome.type !== 'refused') return outcome.type === 'applied';
  return outcome.status === to && outcome.fence === fence;
}
