import { PRIORITIES } from '@pitwall/contract';

import type {
  JobQueue,
  QueueCounts,
  QueuedId,
  QueueEntry,
  QueueState,
  QueueSweep,
} from '../jobQueue.ts';

export type Queued = {
  entry: QueueEntry;
  state: 'waiting' | 'active' | 'delayed';
  starts: number;
  attemptsMade: number;
};

/** The queue within one process. Each priority is a line of its own. */
export class MemoryJobQueue implements JobQueue {
  readonly #jobs = new Map<string, Queued>();
  readonly #lines: Queued[][] = PRIORITIES.map(() => []);
  readonly #timers = new Set<NodeJS.Timeout>();
  #wake: () => void = () => {};
  /** How many a sweep that has not come to its end has looked at. */
  #swept = 0;

  async add(entry: QueueEntry): Promise<void> {
    const key = keyOf(entry);
    if (this.#jobs.has(key)) return;
    const queued: Queued = { entry, state: 'waiting', starts: 0, attemptsMade: 0 };
    this.#jobs.set(key, queued);
    this.#lineOf(entry).push(queued);
    this.#wake();
  }

  async reprioritize(job: QueuedId & Pick<QueueEntry, 'priority'>): Promise<void> {
    const queued = this.#jobs.get(keyOf(job));
    if (!queued) return;
    const line = this.#lineOf(queued.entry);
    const position = line.indexOf(queued);
    queued.entry = { ...queued.entry, priority: job.priority };
    if (position < 0) return;
    line.splice(position, 1);
    this.#lineOf(queued.entry).push(queued);
  }

  async statesOf(jobs: readonly QueuedId[]): Promise<QueueState[]> {
    return jobs.map((job) => this.#jobs.get(keyOf(job))?.state ?? 'absent');
  }

  async failureOf(): Promise<string | undefined> {
    return undefined;
  }

  async sweep(limit: number): Promise<QueueSweep> {
    const waiting = [...this.#jobs.values()].filter(({ state }) => state !== 'active');
    const jobs = waiting.slice(this.#swept, this.#swept + limit).map(({ entry }) => entry);
    const isAtEnd = jobs.length < limit;
    this.#swept = isAtEnd ? 0 : this.#swept + limit;
    return { jobs: jobs.map(({ id, generation }) => ({ id, generation })), isAtEnd };
  }

  async remove(entry: QueuedId): Promise<void> {
    const queued = this.#jobs.get(keyOf(entry));
    if (!queued || queued.state === 'active') return;
    this.#jobs.delete(keyOf(entry));
    const line = this.#lineOf(queued.entry);
    const position = line.indexOf(queued);
    if (position >= 0) line.splice(position, 1);
  }

  async counts(): Promise<QueueCounts> {
    const counts = { waiting: 0, active: 0, delayed: 0 };
    for (const { state } of this.#jobs.values()) counts[state] += 1;
    return counts;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** For the consumer: called whenever a job may be there to take. */
  onWaiting(wake: () => void): void {
    this.#wake = wake;
  }

  /** For the consumer: the most urgent, and of those the one that has waited longest. */
  take(): Queued | undefined {
    const queued = this.#lines.find((line) => line.length > 0)?.shift();
    if (!queued) return undefined;
    queued.state = 'active';
    queued.starts += 1;
    return queued;
  }

  /** For the consumer: back to the head of its line. */
  giveBack(queued: Queued): void {
    queued.state = 'waiting';
    this.#lineOf(queued.entry).unshift(queued);
    this.#wake();
  }

  /** For the consumer: to be tried again after a while. */
  delay(queued: Queued, delayMs: number): void {
    queued.state = 'delayed';
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#jobs.has(keyOf(queued.entry))) return;
      queued.state = 'waiting';
      this.#lineOf(queued.entry).push(queued);
      this.#wake();
    }, delayMs);
    this.#timers.add(timer);
  }

  /** For the consumer: nothing more is to be done. */
  forget(queued: Queued): void {
    this.#jobs.delete(keyOf(queued.entry));
  }

  #lineOf(entry: QueueEntry): Queued[] {
    return this.#lines[PRIORITIES.indexOf(entry.priority)] ?? [];
  }
}

function keyOf({ id, generation }: QueuedId): string {
  return `${id}-${generation}`;
}
