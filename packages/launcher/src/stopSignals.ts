/** What a signal asks for: stop gracefully, give back what runs at once, or end at any price. */
export type StopStep = 'stop' | 'hurry' | 'kill';

const SAME_CTRL_C_MS = 1_000;

/**
 * npm passes on a Ctrl-C that the terminal gives to its children as well, so that one key press
 * arrives twice or more: whatever comes within a second of the first signal belongs to it.
 */
export class StopSteps {
  #firstAtMs: number | undefined;
  #later = 0;

  /** Undefined when the signal asks for nothing new. */
  next(atMs: number): StopStep | undefined {
    if (this.#firstAtMs === undefined) {
      this.#firstAtMs = atMs;
      return 'stop';
    }
    if (atMs - this.#firstAtMs < SAME_CTRL_C_MS) return undefined;
    this.#later += 1;
    return this.#later === 1 ? 'hurry' : 'kill';
  }
}

/** Calls back, for as long as this process lives, for every step SIGINT, SIGTERM or a closed terminal asks for. */
export function onStopSignal(callback: (step: StopStep) => void): void {
  const steps = new StopSteps();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const step = steps.next(performance.now());
      if (step) callback(step);
    });
  }
}
