export type TickerOptions = {
  everyMs: number;
  run: () => Promise<void>;
  onError: (error: unknown) => void;
};

/** Does something every so often. One at a time: while Redis is away they would pile up. */
export class Ticker {
  readonly #options: TickerOptions;
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;

  constructor(options: TickerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(this.#tick, this.#options.everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  readonly #tick = (): void => {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#options
      .run()
      .catch(this.#options.onError)
      .finally(() => {
        this.#isRunning = false;
      });
  };
}
