import type { RoundOptions, Rounds } from '../rounds.ts';

/** A timer: with one process there is nobody to share the rounds with. */
export class MemoryRounds implements Rounds {
  readonly #options: RoundOptions;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => {
      this.#underWay = this.#options.run().catch(this.#options.onError);
    }, this.#options.everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }
}
