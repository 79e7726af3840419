import type { DueTimes } from '../dueTimes.ts';

export class MemoryDueTimes implements DueTimes {
  readonly #closed = new Map<string, number>();

  async isOpen(name: string, dueMs: number): Promise<boolean> {
    const closed = this.#closed.get(name);
    if (closed === undefined) this.#closed.set(name, dueMs);
    return closed !== undefined && closed < dueMs;
  }

  async close(name: string, dueMs: number): Promise<void> {
    this.#closed.set(name, Math.max(dueMs, this.#closed.get(name) ?? dueMs));
  }
}
