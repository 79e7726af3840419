import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

type Waiting<T, R> = {
  item: T;
  done: (result: R) => void;
  failed: (error: unknown) => void;
};

export type GathererOptions<T, R> = {
  /** Results in the order of the items. */
  doAll: (items: T[]) => Promise<R[]>;
  /** What an item adds to its lot; absent: lots of any size. */
  weigh?: (item: T) => number;
  /** A lot weighs no more, but for an item that does so by itself and goes alone. */
  full?: number;
};

/**
 * Does together what is asked for one by one in the same turn of the event loop: under load costs are
 * shared, and a single item waits for nobody. Lots do not wait for each other either, so that one
 * that is never answered holds up no other.
 */
export class Gatherer<T, R> {
  readonly #options: GathererOptions<T, R>;
  #lot: Waiting<T, R>[] = [];
  #weight = 0;

  constructor(options: GathererOptions<T, R>) {
    this.#options = options;
  }

  /** Fails as the lot does: others of it may have been done all the same. */
  add(item: T): Promise<R> {
    const { weigh, full = Number.POSITIVE_INFINITY } = this.#options;
    const weight = weigh?.(item) ?? 0;
    if (this.#lot.length > 0 && this.#weight + weight > full) this.#close();
    return new Promise((done, failed) => {
      if (this.#lot.length === 0) void this.#closeAfterTurn(this.#lot);
      this.#lot.push({ item, done, failed });
      this.#weight += weight;
      if (this.#weight >= full) this.#close();
    });
  }

  async #closeAfterTurn(lot: Waiting<T, R>[]): Promise<void> {
    await turnOfTheLoop();
    if (lot === this.#lot) this.#close();
  }

  #close(): void {
    void this.#doLot(this.#lot);
    this.#lot = [];
    this.#weight = 0;
  }

  async #doLot(lot: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#options.doAll(lot.map(({ item }) => item));
      for (const [index, { done }] of lot.entries()) done(results[index] as R);
    } catch (error) {
      for (const { failed } of lot) failed(error);
    }
  }
}
