import type {
  DeliveryConsumer,
  DeliveryConsumerOptions,
  DeliveryQueue,
  HandleDelivery,
  QueuedDelivery,
} from '../deliveryQueue.ts';
import type { Outcome } from '../jobQueue.ts';

/** Should the handler itself fail. */
const RETRY_AFTER_MS = 1_000;

/** So many rounds that have ended stay known, so that none is delivered a second time. */
const KEEP_ENDED = 5_000;

type Queued = { delivery: QueuedDelivery; attemptsMade: number };
type Consuming = DeliveryConsumerOptions & { handle: HandleDelivery };

/** Deliveries within one process, to one consumer. */
export class MemoryDeliveryQueue implements DeliveryQueue {
  readonly #known = new Set<string>();
  readonly #waiting: Queued[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #underWay = new Set<Promise<void>>();
  #consuming: Consuming | undefined;

  async add(delivery: QueuedDelivery): Promise<void> {
    const key = `${delivery.id}_${delivery.round}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const [oldest] = this.#known;
    if (this.#known.size > KEEP_ENDED && oldest !== undefined) this.#known.delete(oldest);
    this.#wait({ delivery, attemptsMade: 0 });
  }

  consume(handle: HandleDelivery, options: DeliveryConsumerOptions): DeliveryConsumer {
    return {
      start: async () => {
        this.#consuming = { ...options, handle };
        this.#takeAll();
      },
      stop: async () => {
        this.#consuming = undefined;
        await Promise.all(this.#underWay);
      },
    };
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #wait(queued: Queued): void {
    this.#waiting.push(queued);
    this.#takeAll();
  }

  #takeAll(): void {
    const consuming = this.#consuming;
    if (!consuming) return;
    while (this.#underWay.size < consuming.concurrency) {
      const queued = this.#waiting.shift();
      if (!queued) return;
      const running = this.#run(queued, consuming).finally(() => {
        this.#underWay.delete(running);
        this.#takeAll();
      });
      this.#underWay.add(running);
    }
  }

  async #run(queued: Queued, { handle, onError }: Consuming): Promise<void> {
    try {
      this.#settle(queued, await handle(queued.delivery, queued.attemptsMade + 1));
    } catch (error) {
      onError(error);
      this.#later(queued, RETRY_AFTER_MS);
    }
  }

  #settle(queued: Queued, outcome: Outcome): void {
    if (outcome.type === 'done') return;
    if (outcome.type === 'released') return this.#later(queued, outcome.againAfterMs ?? 0);
    if (outcome.againAfterMs === undefined) return;
    queued.attemptsMade += 1;
    this.#later(queued, outcome.againAfterMs);
  }

  #later(queued: Queued, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#wait(queued);
    }, delayMs);
    this.#timers.add(timer);
  }
}
