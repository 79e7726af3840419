import type { RedisConnection } from '@pitwall/runtime';
import { type Job, Worker } from 'bullmq';

import type { ConsumerOptions, Delivery, HandleJob, JobConsumer } from '../jobQueue.ts';
import { giveBack } from './giveBack.ts';
import { type BullData, bullPrefix, JOBS_QUEUE } from './queueNames.ts';
import { relock } from './relock.ts';
import { RetryLater, settle } from './settle.ts';
import { StuckWatch } from './stuckWatch.ts';

/**
 * A worker that is killed holds its locks for up to `lockMs`, and they are looked for every
 * `stalledCheckMs`: together the longest time until another worker goes on. Locks can be this short
 * because the thread that renews them never solves.
 */
const DEFAULT_TIMING = { lockMs: 10_000, stalledCheckMs: 5_000 };

/**
 * Never, as far as BullMQ is concerned: it cannot tell a job that kills its workers from one that
 * happened to be there. The record counts lost starts, and the worker that takes the job decides.
 */
const BULL_GIVES_UP_AFTER_STALLS = 1_000_000;

/** Seconds an idle worker waits before it looks again, should it not have been woken. */
const LOOK_EVERY_SECONDS = 1;

/** How long it waits after an answer from Redis that failed. */
const ASK_AGAIN_AFTER_MS = 1_000;

export type BullConsumerOptions = ConsumerOptions & {
  /** One that waits for a Redis that is away; the caller opens and closes it. */
  redis: RedisConnection;
  prefix: string;
  workerId: string;
  onError: (error: unknown) => void;
  /** It took nothing though there was something to take, and has been made anew. */
  onRebuilt?: () => void;
  timing?: { lockMs: number; stalledCheckMs: number };
};

/** Hands jobs from BullMQ to our handler, and tells BullMQ in its own terms what became of them. */
export class BullJobConsumer implements JobConsumer {
  readonly #handle: HandleJob;
  readonly #options: BullConsumerOptions;
  readonly #timing: { lockMs: number; stalledCheckMs: number };
  readonly #handedOver = new Map<string, Job<BullData>>();
  readonly #stuckWatch: StuckWatch;
  #worker: Worker<BullData>;
  /** Those made before, which end what they were handed. */
  readonly #retired: Promise<void>[] = [];
  #isPaused = false;

  constructor(handle: HandleJob, options: BullConsumerOptions) {
    this.#timing = options.timing ?? DEFAULT_TIMING;
    this.#handle = handle;
    this.#options = options;
    this.#worker = this.#createWorker();
    this.#stuckWatch = new StuckWatch({
      redis: options.redis,
      toKey: (name) => this.#worker.toKey(name),
      isHungry: () => !this.#isPaused && this.#handedOver.size < options.concurrency,
      onStuck: () => this.#rebuild(),
    });
  }

  async start(): Promise<void> {
    await this.#worker.waitUntilReady();
    this.#run();
    this.#options.redis.on('ready', this.#onReconnected);
    this.#stuckWatch.start();
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    // Not to be waited for: what was handed over may take hours.
    await this.#worker.pause(true);
  }

  async resume(): Promise<void> {
    this.#isPaused = false;
    await this.#worker.resume();
  }

  async drain(): Promise<void> {
    this.#stuckWatch.stop();
    await Promise.all([this.#worker.close(), ...this.#retired]);
    this.#options.redis.off('ready', this.#onReconnected);
  }

  async releaseAll(): Promise<number> {
    const left = [...this.#handedOver.values()];
    await Promise.all(left.map((job) => this.#giveBack(job)));
    return left.length;
  }

  #createWorker(): Worker<BullData> {
    const { redis, prefix, workerId, concurrency, onError } = this.#options;
    const worker = new Worker<BullData>(JOBS_QUEUE, (job, token) => this.#process(job, token), {
      connection: redis,
      prefix: bullPrefix(prefix),
      name: workerId,
      concurrency,
      autorun: false,
      lockDuration: this.#timing.lockMs,
      stalledInterval: this.#timing.stalledCheckMs,
      maxStalledCount: BULL_GIVES_UP_AFTER_STALLS,
      drainDelay: LOOK_EVERY_SECONDS,
      runRetryDelay: ASK_AGAIN_AFTER_MS,
      settings: { backoffStrategy: (_attempts, _type, error) => RetryLater.delayOf(error) },
    });
    worker.on('error', onError);
    worker.on('lockRenewalFailed', (bullIds: string[]) => this.#takeBack(bullIds));
    return worker;
  }

  #run(): void {
    // Runs until it is closed. It reports what goes wrong as `error` events and rejects only when
    // it was started twice.
    void this.#worker.run();
  }

  /** BullMQ's worker has been seen to take nothing any more after its connection broke. */
  #rebuild(): void {
    this.#retired.push(this.#worker.close().catch(this.#options.onError));
    this.#worker = this.#createWorker();
    this.#run();
    this.#options.onRebuilt?.();
  }

  /** At once, before another worker looks for locks that have run out while Redis was away. */
  readonly #onReconnected = (): void => this.#takeBack([...this.#handedOver.keys()]);

  #takeBack(bullIds: readonly string[]): void {
    for (const bullId of bullIds) {
      const job = this.#handedOver.get(bullId);
      if (job) void this.#takeBackOne(job);
    }
  }

  async #takeBackOne(job: Job<BullData>): Promise<void> {
    const { redis, onLost, onError } = this.#options;
    try {
      const isOurs = await relock(redis, job, {
        toKey: (name) => this.#worker.toKey(name),
        forMs: this.#timing.lockMs,
      });
      if (!isOurs && this.#handedOver.get(job.id ?? '') === job) onLost(job.data.id);
    } catch (error) {
      // Redis is away again: it is tried anew when it is back.
      onError(error);
    }
  }

  #giveBack(job: Job<BullData>): Promise<void> {
    const marker = this.#worker.toKey('marker');
    return giveBack(job, { redis: this.#options.redis, marker });
  }

  async #process(job: Job<BullData>, token: string | undefined): Promise<string> {
    const bullId = job.id ?? '';
    this.#handedOver.set(bullId, job);
    this.#stuckWatch.fed();
    try {
      const outcome = await this.#handle(deliveryOf(job));
      return await settle(outcome, { job, token, giveBack: () => this.#giveBack(job) });
    } finally {
      // Unless it was lost and has come back to us meanwhile: then the entry is the newer start's.
      if (this.#handedOver.get(bullId) === job) this.#handedOver.delete(bullId);
    }
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
