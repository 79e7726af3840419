import type { RedisConnection } from '@pitwall/runtime';

const LOOK_EVERY_MS = 5_000;

/** So many looks in a row at jobs that wait while none is handed over: 15 s. */
const STUCK_AFTER_LOOKS = 3;

export type StuckWatchOptions = {
  redis: RedisConnection;
  /** The key of one of the queue's lists. */
  toKey: (name: string) => string;
  /** Whether a job would be taken if it were handed over. */
  isHungry: () => boolean;
  onStuck: () => void;
};

/**
 * Finds a worker that takes nothing though jobs wait, by what it does and not by the state of its
 * connection, which has been seen to be fine in such a worker.
 */
export class StuckWatch {
  readonly #options: StuckWatchOptions;
  #timer: NodeJS.Timeout | undefined;
  #looksInVain = 0;

  constructor(options: StuckWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#lookQuietly(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A job has been handed over. */
  fed(): void {
    this.#looksInVain = 0;
  }

  async look(): Promise<void> {
    const { isHungry, onStuck } = this.#options;
    if (!isHungry() || !(await this.#hasWaiting())) {
      this.#looksInVain = 0;
      return;
    }
    // Paused or closed meanwhile, it is not to be stirred.
    if (!isHungry()) return;
    this.#looksInVain += 1;
    if (this.#looksInVain < STUCK_AFTER_LOOKS) return;
    this.#looksInVain = 0;
    onStuck();
  }

  async #lookQuietly(): Promise<void> {
    try {
      await this.look();
    } catch {
      // Redis is away, which others say: nothing can be taken then.
      this.#looksInVain = 0;
    }
  }

  async #hasWaiting(): Promise<boolean> {
    const { redis, toKey } = this.#options;
    const [prioritized, wait, paused] = await Promise.all([
      redis.zcard(toKey('prioritized')),
      redis.llen(toKey('wait')),
      redis.hexists(toKey('meta'), 'paused'),
    ]);
    return prioritized + wait > 0 && paused === 0;
  }
}
