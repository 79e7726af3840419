/** How long each phase of a job took, in milliseconds. */
export class Phases {
  readonly #startedMs = performance.now();
  readonly #lengths = new Map<string, number>();

  async time<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await work();
    } finally {
      this.#lengths.set(name, performance.now() - startedMs);
    }
  }

  /** Absent: there was no such phase. */
  find(name: string): number | undefined {
    const length = this.#lengths.get(name);
    return length === undefined ? undefined : rounded(length);
  }

  /** Of all phases so far by their names, and `total`. */
  all(): Record<string, number> {
    const phases = [...this.#lengths].map(([name, length]) => [name, rounded(length)]);
    return { ...Object.fromEntries(phases), total: this.totalMs };
  }

  get totalMs(): number {
    return rounded(performance.now() - this.#startedMs);
  }
}

/** To a hundredth. */
export function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
