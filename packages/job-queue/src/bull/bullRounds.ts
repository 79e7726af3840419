import type { RedisConnection } from '@pitwall/runtime';
import { Queue, Worker } from 'bullmq';

import type { RoundOptions, Rounds } from '../rounds.ts';
import { bullPrefix, HOUSEKEEPING_QUEUE } from './queueNames.ts';

const SCHEDULER = 'rounds';

/** A BullMQ job scheduler: however many workers run, each round is done by one of them. */
export class BullRounds implements Rounds {
  readonly #queue: Queue;
  readonly #worker: Worker;
  readonly #everyMs: number;

  constructor(options: RoundOptions & { redis: RedisConnection; prefix: string }) {
    const connection = options.redis;
    const prefix = bullPrefix(options.prefix);
    this.#everyMs = options.everyMs;
    this.#queue = new Queue(HOUSEKEEPING_QUEUE, { connection, prefix });
    this.#worker = new Worker(HOUSEKEEPING_QUEUE, () => options.run(), {
      connection,
      prefix,
      autorun: false,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 10 },
    });
    this.#queue.on('error', options.onError);
    this.#worker.on('error', options.onError);
    this.#worker.on('failed', (_job, error) => options.onError(error));
  }

  async start(): Promise<void> {
    await this.#queue.upsertJobScheduler(SCHEDULER, { every: this.#everyMs }, { name: SCHEDULER });
    void this.#worker.run();
  }

  async stop(): Promise<void> {
    await this.#worker.close();
    await this.#queue.close();
  }
}
