import type { RedisConnection } from '@pitwall/runtime';
import { type Job, Worker } from 'bullmq';

import type { ConsumerOptions, Delivery, HandleJob, JobConsumer } from '../jobQueue.ts';
import { CoolDown } from './coolDown.ts';
import { giveBack } from './giveBack.ts';
import { LockKeeper } from './lockKeeper.ts';
import { type BullData, bullPrefix, JOBS_QUEUE } from './queueNames.ts';
import { RetryLater, settle } from './settle.ts';
import { StalledCheck } from './stalledCheck.ts';
import { StuckWatch } from './stuckWatch.ts';
import { Ticker } from './ticker.ts';
import { Turns } from './turns.ts';

/**
 * A worker that is killed holds its locks for up to `lockMs`, and they are looked for every
 * `stalledCheckMs`: together the longest time until another worker goes on. Locks can be this short
 * because the thread that renews them never solves.
 */
const DEFAULT_TIMING = { lockMs: 10_000, stalledCheckMs: 5_000 };

/** Seconds an idle worker waits before it looks again, should it not have been woken. */
const LOOK_EVERY_SECONDS = 1;

/** How long a job that comes due may wait behind all others until it is given its turn. */
const SETTLE_DUE_EVERY_MS = 1_000;

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
  readonly #lockMs: number;
  readonly #locks: LockKeeper;
  readonly #stalledCheck: StalledCheck;
  readonly #stuckWatch: StuckWatch;
  readonly #dueJobs: Ticker;
  #worker: Worker<BullData>;
  /** Those made before, which end what they were handed. */
  readonly #retired: Promise<void>[] = [];
  #isPaused = false;
  #isDraining = false;

  constructor(handle: HandleJob, options: BullConsumerOptions) {
    const { lockMs, stalledCheckMs } = options.timing ?? DEFAULT_TIMING;
    const { redis, prefix, onError, onLost } = options;
    this.#handle = handle;
    this.#options = options;
    this.#lockMs = lockMs;
    this.#worker = this.#createWorker();
    const toKey = (name: string) => this.#worker.toKey(name);
    this.#locks = new LockKeeper({
      redis,
      toKey,
      lockMs,
      onLost: (job) => onLost(deliveryOf(job as Job<BullData>)),
      onError,
    });
    this.#stalledCheck = new StalledCheck({ redis, toKey, everyMs: stalledCheckMs, onError });
    const turns = new Turns({ redis, prefix, toKey, onError });
    const run = () => turns.settleDue();
    this.#dueJobs = new Ticker({ everyMs: SETTLE_DUE_EVERY_MS, run, onError });
    this.#stuckWatch = new StuckWatch({
      redis,
      toKey,
      isHungry: () => this.#mayTake && this.#locks.jobs.length < options.concurrency,
      onStuck: () => this.rebuild(),
    });
  }

  async start(): Promise<void> {
    await this.#worker.waitUntilReady();
    this.#locks.start();
    this.#stalledCheck.start();
    this.#dueJobs.start();
    this.#stuckWatch.start();
    this.#run();
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    // Not to be waited for: what was handed over may take hours.
    await this.#worker.pause(true);
  }

  async resume(): Promise<void> {
    this.#isPaused = false;
    if (this.#mayTake) await this.#worker.resume();
  }

  /**
   * Makes BullMQ's worker anew, which has been seen to take nothing any more after its connection
   * broke. What the old one was handed goes on.
   */
  rebuild(): void {
    this.#retired.push(this.#worker.close().catch(this.#options.onError));
    this.#worker = this.#createWorker();
    this.#run();
    this.#options.onRebuilt?.();
  }

  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#stuckWatch.stop();
    this.#stalledCheck.stop();
    this.#dueJobs.stop();
    await Promise.all([this.#worker.close(), ...this.#retired]);
    this.#locks.stop();
  }

  async releaseAll(): Promise<number> {
    const left = this.#locks.jobs;
    const given = await Promise.allSettled(left.map((job) => this.#giveBack(job)));
    const failed = given.find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    return left.length;
  }

  get #mayTake(): boolean {
    return !this.#isPaused && !this.#isDraining;
  }

  #createWorker(): Worker<BullData> {
    const { redis, prefix, workerId, concurrency, onError } = this.#options;
    const worker = new Worker<BullData>(JOBS_QUEUE, (job) => this.#process(job), {
      connection: redis,
      prefix: bullPrefix(prefix),
      name: workerId,
      concurrency,
      autorun: false,
      lockDuration: this.#lockMs,
      // Both are done here, in LockKeeper and StalledCheck, which say why.
      skipLockRenewal: true,
      skipStalledCheck: true,
      drainDelay: LOOK_EVERY_SECONDS,
      runRetryDelay: ASK_AGAIN_AFTER_MS,
      settings: { backoffStrategy: (_attempts, _type, error) => RetryLater.delayOf(error) },
    });
    const mayResume = () => this.#mayTake && this.#worker === worker;
    const coolDown = new CoolDown({ worker, mayResume, onError });
    worker.on('error', (error) => {
      onError(error);
      coolDown.hit();
    });
    return worker;
  }

  #run(): void {
    // Runs until it is closed. It reports what goes wrong as `error` events and rejects only when
    // it was started twice.
    void this.#worker.run();
  }

  #giveBack(job: Job): Promise<void> {
    const marker = this.#worker.toKey('marker');
    return giveBack(job, { redis: this.#options.redis, marker });
  }

  async #process(job: Job<BullData>): Promise<string> {
    this.#locks.add(job);
    this.#stuckWatch.fed();
    try {
      const outcome = await this.#handle(deliveryOf(job));
      const { onError } = this.#options;
      return await settle(outcome, { job, giveBack: () => this.#giveBack(job), onError });
    } finally {
      this.#locks.delete(job);
    }
  }
}

function deliveryOf(job: Job<BullData>): Delivery {
  const { id, generation, correlationId, refusals = 0 } = job.data;
  return {
    id,
    generation,
    correlationId,
    kind: job.name,
    start: job.attemptsStarted,
    attempt: job.attemptsMade + 1,
    isLastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
    refusals,
  };
}
