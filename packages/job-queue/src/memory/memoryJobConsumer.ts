import type { ConsumerOptions, Delivery, HandleJob, JobConsumer, Outcome } from '../jobQueue.ts';
import type { MemoryJobQueue } from './memoryJobQueue.ts';
import type { Queued } from './memoryLine.ts';

/** Should the handler itself fail. */
const RETRY_AFTER_MS = 1_000;

export type MemoryConsumerOptions = ConsumerOptions & { onError: (error: unknown) => void };

/** Hands jobs from the queue within this process to our handler. */
export class MemoryJobConsumer implements JobConsumer {
  readonly #queue: MemoryJobQueue;
  readonly #handle: HandleJob;
  readonly #options: MemoryConsumerOptions;
  readonly #handedOver = new Map<Queued, Promise<void>>();
  #taking = false;

  constructor(queue: MemoryJobQueue, handle: HandleJob, options: MemoryConsumerOptions) {
    this.#queue = queue;
    this.#handle = handle;
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#taking = true;
    this.#queue.onWaiting(() => this.#takeAll());
    this.#takeAll();
  }

  async pause(): Promise<void> {
    this.#taking = false;
  }

  async resume(): Promise<void> {
    this.#taking = true;
    this.#takeAll();
  }

  async drain(): Promise<void> {
    this.#taking = false;
    await Promise.all(this.#handedOver.values());
  }

  async releaseAll(): Promise<number> {
    const left = [...this.#handedOver.keys()];
    for (const queued of left) {
      this.#handedOver.delete(queued);
      this.#queue.giveBack(queued);
    }
    return left.length;
  }

  #takeAll(): void {
    while (this.#taking && this.#handedOver.size < this.#options.concurrency) {
      const queued = this.#queue.take();
      if (!queued) return;
      this.#handedOver.set(queued, this.#run(queued));
    }
  }

  async #run(queued: Queued): Promise<void> {
    const outcome = await this.#outcomeOf(queued);
    // Absent when it was released from under the handler, which then has no say any more.
    if (!this.#handedOver.delete(queued)) return;
    this.#settle(queued, outcome);
    this.#takeAll();
  }

  async #outcomeOf(queued: Queued): Promise<Outcome> {
    try {
      return await this.#handle(deliveryOf(queued));
    } catch (error) {
      this.#options.onError(error);
      return { type: 'failed', reason: String(error), againAfterMs: RETRY_AFTER_MS };
    }
  }

  #settle(queued: Queued, outcome: Outcome): void {
    const againAfterMs = outcome.type === 'done' ? undefined : outcome.againAfterMs;
    if (outcome.type === 'released' && againAfterMs === undefined) {
      this.#queue.giveBack(queued);
    } else if (againAfterMs === undefined || (outcome.type === 'failed' && isLast(queued))) {
      this.#queue.forget(queued);
    } else {
      if (outcome.type === 'failed') queued.attemptsMade += 1;
      if (outcome.type === 'refused') queued.refusals += 1;
      this.#queue.delay(queued, againAfterMs);
    }
  }
}

function isLast({ entry, attemptsMade }: Queued): boolean {
  return attemptsMade + 1 >= entry.attempts;
}

function deliveryOf(queued: Queued): Delivery {
  const { id, generation, kind, correlationId } = queued.entry;
  return {
    id,
    generation,
    kind,
    correlationId,
    start: queued.starts,
    attempt: queued.attemptsMade + 1,
    isLastAttempt: isLast(queued),
    refusals: queued.refusals,
  };
}
