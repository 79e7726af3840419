const MOST_DEATHS = 5;
const WITHIN_MS = 60_000;

/** A process that keeps dying is not helped by starting it once more. */
export class RestartPolicy {
  #deathsAtMs: number[] = [];

  /** Whether to start it again after it died at this moment. */
  died(atMs: number): boolean {
    this.#deathsAtMs = [...this.#deathsAtMs, atMs].filter((deathMs) => atMs - deathMs < WITHIN_MS);
    return this.#deathsAtMs.length < MOST_DEATHS;
  }
}
