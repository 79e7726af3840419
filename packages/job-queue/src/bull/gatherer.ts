import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

type Waiting<T> = { item: T; done: () => void; failed: (error: unknown) => void };

/**
 * Does together what is asked for one by one: whatever comes while it works, or in the same turn of
 * the event loop, is the next lot. Under load a lot is large and costs each a fraction; a single item
 * waits for nobody.
 */
export class Gatherer<T> {
  readonly #doAll: (items: T[]) => Promise<void>;
  #waiting: Waiting<T>[] = [];
  #isWorking = false;

  constructor(doAll: (items: T[]) => Promise<void>) {
    this.#doAll = doAll;
  }

  /** Fails as the lot does: others of it may have been done all the same. */
  add(item: T): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed });
      if (!this.#isWorking) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      await turnOfTheLoop();
      const lot = this.#waiting.splice(0);
      try {
        await this.#doAll(lot.map(({ item }) => item));
        for (const { done } of lot) done();
      } catch (error) {
        for (const { failed } of lot) failed(error);
      }
    }
    this.#isWorking = false;
  }
}
