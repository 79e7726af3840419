const MOST_ERRORS = 20;
const WITHIN_MS = 1_000;
const REST_MS = 2_000;

type Pausable = { pause: (doNotWaitActive: boolean) => Promise<void>; resume: () => Promise<void> };

export type CoolDownOptions = {
  worker: Pausable;
  /** Whether it is to go on after its rest: not when it was paused or closed for another reason. */
  mayResume: () => boolean;
  onError: (error: unknown) => void;
};

/**
 * Makes a BullMQ worker rest that gets error after error: it asks again at once after an answer that
 * is one, thousands of times a second while Redis is full.
 */
export class CoolDown {
  readonly #options: CoolDownOptions;
  #errors = 0;
  #sinceMs = Number.NEGATIVE_INFINITY;
  #isResting = false;

  constructor(options: CoolDownOptions) {
    this.#options = options;
  }

  /** An error was reported. */
  hit(): void {
    const nowMs = performance.now();
    if (nowMs - this.#sinceMs > WITHIN_MS) {
      this.#sinceMs = nowMs;
      this.#errors = 0;
    }
    this.#errors += 1;
    if (this.#errors > MOST_ERRORS && !this.#isResting) void this.#rest();
  }

  async #rest(): Promise<void> {
    const { worker, mayResume, onError } = this.#options;
    this.#isResting = true;
    try {
      await worker.pause(true);
      await new Promise((resolve) => void setTimeout(resolve, REST_MS).unref());
      if (mayResume()) await worker.resume();
    } catch (error) {
      onError(error);
    } finally {
      this.#isResting = false;
    }
  }
}
