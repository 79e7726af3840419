import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';
import { Queue, Worker } from 'bullmq';

import type {
  DeliveryConsumer,
  DeliveryConsumerOptions,
  DeliveryQueue,
  HandleDelivery,
  QueuedDelivery,
} from '../deliveryQueue.ts';
import type { BullQueueOptions } from './bullJobQueue.ts';
import { CoolDown } from './coolDown.ts';
import { giveBack } from './giveBack.ts';
import { bullPrefix, WEBHOOKS_QUEUE } from './queueNames.ts';
import { RetryLater, settle } from './settle.ts';

/** A delivery that has ended stays known for as long as its event may be dispatched a second time. */
const KEEP_ENDED = { age: 3_600, count: 5_000 };

/** Whoever handles a delivery says when it is over; this is only more than any schedule has. */
const ATTEMPTS = 1_000;

/** A process that is killed keeps what it was sending for so long. */
const TIMING = { lockDuration: 30_000, stalledInterval: 15_000 };

const MAX_QUEUE_EVENTS = 1_000;

/** The queue of deliveries in Redis. */
export class BullDeliveryQueue implements DeliveryQueue {
  readonly #queue: Queue<QueuedDelivery>;
  readonly #options: BullQueueOptions;

  /** To consume it, `redis` must be a connection that waits for a Redis that is away. */
  constructor(options: BullQueueOptions) {
    this.#options = options;
    this.#queue = new Queue<QueuedDelivery>(WEBHOOKS_QUEUE, {
      connection: options.redis,
      prefix: bullPrefix(options.prefix),
      streams: { events: { maxLen: MAX_QUEUE_EVENTS } },
      skipWaitingForReady: true,
      skipVersionCheck: true,
    });
    this.#queue.on('error', options.onError);
  }

  async add(delivery: QueuedDelivery): Promise<void> {
    await withRedisFailures(
      this.#queue.add(delivery.type, delivery, {
        jobId: `${delivery.id}_${delivery.round}`,
        attempts: ATTEMPTS,
        backoff: { type: 'custom' },
        removeOnComplete: KEEP_ENDED,
        removeOnFail: KEEP_ENDED,
      }),
    );
  }

  consume(handle: HandleDelivery, options: DeliveryConsumerOptions): DeliveryConsumer {
    const { redis, prefix } = this.#options;
    const { concurrency, onError } = options;
    const worker = createWorker(handle, { redis, prefix, concurrency, onError });
    let isStopped = false;
    const coolDown = new CoolDown({ worker, mayResume: () => !isStopped, onError });
    worker.on('error', (error) => {
      onError(error);
      coolDown.hit();
    });
    return {
      async start() {
        void worker.run();
      },
      async stop() {
        isStopped = true;
        await worker.close();
      },
    };
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }
}

type WorkerOptions = DeliveryConsumerOptions & { redis: RedisConnection; prefix: string };

/** BullMQ's own locks do here: a delivery sent twice carries the same id. */
function createWorker(
  handle: HandleDelivery,
  { redis, prefix, concurrency, onError }: WorkerOptions,
): Worker<QueuedDelivery> {
  const worker: Worker<QueuedDelivery> = new Worker<QueuedDelivery>(
    WEBHOOKS_QUEUE,
    async (job) => {
      const outcome = await handle(job.data, job.attemptsMade + 1);
      const marker = worker.toKey('marker');
      const giveItBack = () => giveBack(job, { redis, marker });
      return await settle(outcome, { job, giveBack: giveItBack, onError });
    },
    {
      connection: redis,
      prefix: bullPrefix(prefix),
      concurrency,
      autorun: false,
      ...TIMING,
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      settings: { backoffStrategy: (_attempts, _type, error) => RetryLater.delayOf(error) },
    },
  );
  return worker;
}
