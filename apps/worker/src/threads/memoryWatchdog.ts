import type { Clock } from '@pitwall/runtime';

export type MemoryWatchdogOptions = {
  limitMb: number;
  everyMs: number;
  clock: Clock;
  readRssMb: () => number;
  onExceeded: (rssMb: number) => void;
};

/** A thread that is ended takes a moment to give its memory back. */
const QUIET_MS = 2_000;

/**
 * Watches the memory of this whole process. The limits of a thread cover only its JavaScript heap:
 * buffers and WebAssembly memory would go on until the system kills the process.
 */
export class MemoryWatchdog {
  readonly #options: MemoryWatchdogOptions;
  #timer: NodeJS.Timeout | undefined;
  #quietUntilMs = Number.NEGATIVE_INFINITY;

  constructor(options: MemoryWatchdogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.look(), this.#options.everyMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Once told, it is told again only after the memory was in order, or stayed too much for a while. */
  look(): void {
    const { limitMb, clock, onExceeded } = this.#options;
    const rssMb = this.#options.readRssMb();
    if (rssMb <= limitMb) {
      this.#quietUntilMs = Number.NEGATIVE_INFINITY;
      return;
    }
    if (clock.now() < this.#quietUntilMs) return;
    this.#quietUntilMs = clock.now() + QUIET_MS;
    onExceeded(rssMb);
  }
}

/** What this process occupies of the machine's memory, with all its threads. */
export function readRssMb(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
