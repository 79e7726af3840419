import type { RedisConnection } from '@pitwall/runtime';
import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';

import type { ConsumerOptions, Delivery, HandleJob, JobConsumer, Outcome } from '../jobQueue.ts';
import { type BullData, bullPrefix, JOBS_QUEUE } from './queueNames.ts';

/**
 * A worker that is killed holds its locks for up to `lockMs`, and they are looked for every
 * `stalledCheckMs`: together the longest time until another worker goes on. Locks can be this short
 * because the thread that renews them never solves.
 */
const DEFAULT_TIMING = { lockMs: 10_000, stalledCheckMs: 5_000 };

/** Starts lost with their workers before BullMQ gives a job up. */
const MAX_LOST_STARTS = 5;

/**
 * Seconds an idle worker waits before it looks again. BullMQ does not wake it when a job with a
 * priority is given back, so this is how long a released job may lie.
 */
const LOOK_EVERY_SECONDS = 1;

export type BullConsumerOptions = ConsumerOptions & {
  /** One that waits for a Redis that is away; the caller opens and closes it. */
  redis: RedisConnection;
  prefix: string;
  workerId: string;
  onError: (error: unknown) => void;
  timing?: { lockMs: number; stalledCheckMs: number };
};

/** Hands jobs from BullMQ to our handler, and tells BullMQ in its own terms what became of them. */
export class BullJobConsumer implements JobConsumer {
  readonly #worker: Worker<BullData>;
  readonly #handle: HandleJob;
  readonly #handedOver = new Map<string, Job<BullData>>();

  constructor(handle: HandleJob, options: BullConsumerOptions) {
    const timing = options.timing ?? DEFAULT_TIMING;
    this.#handle = handle;
    this.#worker = new Worker<BullData>(JOBS_QUEUE, (job, token) => this.#process(job, token), {
      connection: options.redis,
      prefix: bullPrefix(options.prefix),
      name: options.workerId,
      concurrency: options.concurrency,
      autorun: false,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledCheckMs,
      maxStalledCount: MAX_LOST_STARTS,
      drainDelay: LOOK_EVERY_SECONDS,
    });
    this.#worker.on('error', options.onError);
    this.#worker.on('lockRenewalFailed', (bullIds: string[]) => {
      for (const bullId of bullIds) {
        const job = this.#handedOver.get(bullId);
        if (job) options.onLost(job.data.id);
      }
    });
  }

  async start(): Promise<void> {
    await this.#worker.waitUntilReady();
    // Runs until it is closed. It reports what goes wrong as `error` events and rejects only when
    // it was started twice.
    void this.#worker.run();
  }

  async drain(): Promise<void> {
    await this.#worker.close();
  }

  async releaseAll(): Promise<number> {
    const left = [...this.#handedOver.values()];
    await Promise.all(left.map((job) => job.moveToWait(job.token)));
    return left.length;
  }

  async #process(job: Job<BullData>, token: string | undefined): Promise<string> {
    const bullId = job.id ?? '';
    this.#handedOver.set(bullId, job);
    try {
      return await settle(await this.#handle(deliveryOf(job)), job, token);
    } finally {
      // Unless it was lost and has come back to us meanwhile: then the entry is the newer start's.
      if (this.#handedOver.get(bullId) === job) this.#handedOver.delete(bullId);
    }
  }
}

/** The value returned is tiny on purpose: BullMQ stores it twice. Results are in the record. */
async function settle(
  outcome: Outcome,
  job: Job<BullData>,
  token: string | undefined,
): Promise<string> {
  switch (outcome.type) {
    case 'done':
      return 'ok';
    case 'released':
      // Not an attempt, and back to the head of its priority.
      await job.moveToWait(token);
      throw new WaitingError();
    case 'failed':
      throw outcome.again ? new Error(outcome.reason) : new UnrecoverableError(outcome.reason);
  }
}

function deliveryOf(job: Job<BullData>): Delivery {
  return {
    ...job.data,
    kind: job.name,
    start: job.attemptsStarted,
    attempt: job.attemptsMade + 1,
    isLastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
  };
}
