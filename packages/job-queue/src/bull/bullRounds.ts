import type { RedisConnection } from '@pitwall/runtime';
import { Queue, Worker } from 'bullmq';

import type { RoundOptions, Rounds } from '../rounds.ts';
import { CoolDown } from './coolDown.ts';
import { bullPrefix, HOUSEKEEPING_QUEUE } from './queueNames.ts';

const SCHEDULER = 'rounds';

/** A worker that is killed in the middle of a round keeps the next one waiting for so long. */
const TIMING = { lockDuration: 10_000, stalledInterval: 5_000 };

/** In intervals: so long there may be no next round before somebody looks into it. */
const MISSED_ROUNDS = 3;

/** A BullMQ job scheduler: however many workers run, each round is done by one of them. */
export class BullRounds implements Rounds {
  readonly #queue: Queue;
  readonly #worker: Worker;
  readonly #options: RoundOptions;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: RoundOptions & { redis: RedisConnection; prefix: string }) {
    const connection = options.redis;
    const prefix = bullPrefix(options.prefix);
    this.#options = options;
    this.#queue = new Queue(HOUSEKEEPING_QUEUE, { connection, prefix });
    this.#worker = new Worker(HOUSEKEEPING_QUEUE, () => options.run(), {
      connection,
      prefix,
      autorun: false,
      ...TIMING,
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 10 },
    });
    const { onError } = options;
    const coolDown = new CoolDown({
      worker: this.#worker,
      mayResume: () => !this.#isStopped,
      onError,
    });
    this.#queue.on('error', onError);
    this.#worker.on('error', (error) => {
      onError(error);
      coolDown.hit();
    });
    this.#worker.on('failed', (_job, error) => onError(error));
  }

  async start(): Promise<void> {
    const everyMs = MISSED_ROUNDS * this.#options.everyMs;
    this.#timer = setInterval(() => void this.#goOn(), everyMs).unref();
    void this.#worker.run();
    try {
      await this.#schedule();
    } catch (error) {
      // A full Redis is no reason not to start: it is tried again, and this worker may make room.
      this.#options.onError(error);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#worker.close();
    await this.#queue.close();
  }

  async #schedule(): Promise<void> {
    const every = this.#options.everyMs;
    await this.#queue.upsertJobScheduler(SCHEDULER, { every }, { name: SCHEDULER });
  }

  /**
   * BullMQ adds the next round when one begins. Where that failed, because Redis was full or
   * somebody emptied the queue, there would never be one again.
   */
  async #goOn(): Promise<void> {
    try {
      const counts = await this.#queue.getJobCounts('delayed', 'waiting', 'prioritized', 'active');
      const isScheduled = Object.values(counts).some((count) => count > 0);
      if (!isScheduled) await this.#schedule();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
