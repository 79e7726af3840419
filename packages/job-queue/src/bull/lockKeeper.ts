import { type RedisConnection, runScript } from '@pitwall/runtime';
import type { Job } from 'bullmq';

import { RENEW_LOCKS } from './queueScripts.ts';

export type LockKeeperOptions = {
  redis: RedisConnection;
  /** The key of one of the queue's lists. */
  toKey: (name: string) => string;
  lockMs: number;
  onLost: (job: Job) => void;
  onError: (error: unknown) => void;
};

/**
 * Renews the locks of what was handed over. BullMQ would do it by id: when a job is lost and comes
 * back to the same process, the end of its old start takes the new one off BullMQ's list, and its
 * lock runs out. Nor would BullMQ take a lock again that ran out while Redis was away.
 */
export class LockKeeper {
  readonly #options: LockKeeperOptions;
  readonly #jobs = new Set<Job>();
  #timer: NodeJS.Timeout | undefined;
  #isRenewing = false;

  constructor(options: LockKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    const { redis, lockMs } = this.#options;
    this.#timer = setInterval(this.#renew, lockMs / 4);
    // At once, before anybody looks for locks that have run out.
    redis.on('ready', this.#renew);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#options.redis.off('ready', this.#renew);
  }

  add(job: Job): void {
    this.#jobs.add(job);
  }

  delete(job: Job): void {
    this.#jobs.delete(job);
  }

  get jobs(): readonly Job[] {
    return [...this.#jobs];
  }

  /** One at a time: while Redis is away they would pile up. */
  readonly #renew = (): void => {
    if (this.#isRenewing || this.#jobs.size === 0) return;
    this.#isRenewing = true;
    this.#renewAll(this.jobs)
      .catch(this.#options.onError)
      .finally(() => {
        this.#isRenewing = false;
      });
  };

  async #renewAll(jobs: readonly Job[]): Promise<void> {
    const { redis, toKey, lockMs, onLost } = this.#options;
    const facts = jobs.flatMap((job) => [
      job.id ?? '',
      job.token ?? '',
      String(job.attemptsStarted),
    ]);
    const reply = (await runScript(redis, RENEW_LOCKS, {
      keys: [toKey('active'), toKey('stalled')],
      args: [toKey(''), String(lockMs), ...facts],
    })) as number[];
    for (const [index, job] of jobs.entries()) {
      if (reply[index] === 0 && this.#jobs.has(job)) onLost(job);
    }
  }
}
