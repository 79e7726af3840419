import { PRIORITIES, type Priority } from '@pitwall/contract';
import { systemClock } from '@pitwall/runtime';

import {
  type JobQueue,
  KINDS_LOOKED_AT,
  type QueueCounts,
  type QueuedId,
  type QueueEntry,
  type QueuePlace,
  type QueueState,
  type QueueSweep,
} from '../jobQueue.ts';
import { MemoryLine, type Queued } from './memoryLine.ts';

/** The longest that a timer of Node can wait: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The queue within one process. Each priority is a line of its own. */
export class MemoryJobQueue implements JobQueue {
  readonly #jobs = new Map<string, Queued>();
  readonly #lines = PRIORITIES.map(() => new MemoryLine());
  readonly #timers = new Set<NodeJS.Timeout>();
  #wake: () => void = () => {};
  /** How many a sweep that has not come to its end has looked at. */
  #swept = 0;

  async add(entry: QueueEntry): Promise<void> {
    const key = keyOf(entry);
    if (this.#jobs.has(key)) return;
    const counts = { starts: 0, attemptsMade: 0, refusals: 0 };
    const queued: Queued = { entry: { ...entry }, state: 'waiting', ...counts };
    this.#jobs.set(key, queued);
    if (entry.delayMs) this.delay(queued, entry.delayMs);
    else this.#line(queued);
  }

  async addAll(entries: readonly QueueEntry[]): Promise<void> {
    for (const entry of entries) await this.add(entry);
  }

  async reprioritize(job: QueuedId & Pick<QueueEntry, 'priority' | 'tenant'>): Promise<void> {
    const queued = this.#jobs.get(keyOf(job));
    if (!queued || queued.entry.priority === job.priority) return;
    this.#lineOf(queued.entry).remove(queued);
    queued.entry.priority = job.priority;
    delete queued.turn;
    if (queued.state === 'waiting') this.#line(queued);
  }

  async findPlace(job: QueuedId): Promise<QueuePlace> {
    const queued = this.#jobs.get(keyOf(job));
    if (!queued) return { type: 'none' };
    const { state, entry, untilMs = 0 } = queued;
    if (state === 'active') return { type: 'running' };
    if (state === 'delayed') return { type: 'delayed', untilMs };
    const before = this.#lines.slice(0, lineNumber(entry.priority)).flatMap((line) => line.jobs);
    const ahead = [...before, ...this.#lineOf(entry).jobsBefore(queued)];
    const running = [...this.#jobs.values()].filter((other) => other.state === 'active');
    const lookedAt = [...ahead.slice(-KINDS_LOOKED_AT), ...running.slice(0, KINDS_LOOKED_AT)];
    const kinds = lookedAt.map((other) => other.entry.kind);
    const isPaused = false;
    return { type: 'waiting', ahead: ahead.length, running: running.length, kinds, isPaused };
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
    this.#lineOf(queued.entry).remove(queued);
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

  /** For the consumer: the most urgent, and of those the one whose turn it is. */
  take(): Queued | undefined {
    const queued = this.#lines.find((line) => line.length > 0)?.shift();
    if (!queued) return undefined;
    queued.state = 'active';
    queued.starts += 1;
    return queued;
  }

  /** For the consumer: back to its place. */
  giveBack(queued: Queued): void {
    queued.state = 'waiting';
    const line = this.#lineOf(queued.entry);
    if (queued.turn === undefined) line.add(queued);
    else line.putBack(queued);
    this.#wake();
  }

  /** For the consumer: to be handed over again after a while. */
  delay(queued: Queued, delayMs: number): void {
    queued.state = 'delayed';
    queued.untilMs = systemClock.now() + delayMs;
    this.#wait(queued, delayMs);
  }

  /** For the consumer: nothing more is to be done. */
  forget(queued: Queued): void {
    this.#jobs.delete(keyOf(queued.entry));
  }

  #wait(queued: Queued, delayMs: number): void {
    const waitMs = Math.min(delayMs, LONGEST_TIMER_MS);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#jobs.get(keyOf(queued.entry)) !== queued) return;
      if (delayMs > waitMs) this.#wait(queued, delayMs - waitMs);
      else this.#line(queued);
    }, waitMs);
    this.#timers.add(timer);
  }

  #line(queued: Queued): void {
    queued.state = 'waiting';
    this.#lineOf(queued.entry).add(queued);
    this.#wake();
  }

  #lineOf({ priority }: QueueEntry): MemoryLine {
    return this.#lines[lineNumber(priority)] as MemoryLine;
  }
}

function lineNumber(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

function keyOf({ id, generation }: QueuedId): string {
  return `${id}-${generation}`;
}
