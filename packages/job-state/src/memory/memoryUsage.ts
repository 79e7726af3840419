import type { Job, JobStart } from '@pitwall/contract';

import { isoOf } from '../jobChange.ts';
import { dayOf, type JobUsage, SERVICE_TIMES_KEPT } from '../jobUsage.ts';
import type { Stored } from './stored.ts';

export type UsageOptions = {
  /** How many jobs of an API key may run at once; null and undefined are no limit. */
  findRunningLimit?: (keyId: string) => Promise<number | null | undefined>;
};

/** Starts that ended so say nothing of how long a job takes. */
const CUT_SHORT: ReadonlySet<string | undefined> = new Set(['lost', 'released', 'requeued']);

/** The same account as that of redis/lua/usage.ts; the contract tests hold both. */
export class MemoryUsage implements JobUsage {
  readonly #options: UsageOptions;
  readonly #running = new Map<string, Set<string>>();
  readonly #seconds = new Map<string, number>();
  readonly #serviceTimes = new Map<string, number[]>();

  constructor(options: UsageOptions) {
    this.#options = options;
  }

  async countRunning(keyId: string): Promise<number> {
    return this.#runningOf(keyId).size;
  }

  async findUsage(keyId: string, atMs: number): Promise<number> {
    return this.#seconds.get(`${keyId}:${dayOf(isoOf(atMs))}`) ?? 0;
  }

  async findServiceTimes(kinds: readonly string[]): Promise<number[][]> {
    return kinds.map((kind) => [...(this.#serviceTimes.get(kind) ?? [])]);
  }

  /** For the store: how many jobs of the key of this one may run at once. */
  async findLimit(stored: Stored | undefined): Promise<number | null> {
    const keyId = stored?.job.submittedBy;
    return (keyId && (await this.#options.findRunningLimit?.(keyId))) || null;
  }

  /** For the store: whether so many run already, and this is none of them. */
  isOver({ job }: Stored, limit: number | null): boolean {
    if (limit === null || job.submittedBy === undefined) return false;
    const running = this.#runningOf(job.submittedBy);
    return running.size >= limit && !running.has(job.id);
  }

  /** For the store: a job has been changed, which may have closed its open start. */
  note({ id, status, kind, submittedBy }: Job, before: JobStart | undefined): void {
    if (submittedBy !== undefined) {
      const running = this.#runningOf(submittedBy);
      if (status === 'running') running.add(id);
      else running.delete(id);
    }
    if (before?.endedAt === undefined) return;
    const { endedAt, startedAt, ended } = before;
    const tookMs = Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));
    if (submittedBy !== undefined) this.#addSeconds(`${submittedBy}:${dayOf(endedAt)}`, tookMs);
    if (CUT_SHORT.has(ended)) return;
    const times = [tookMs, ...(this.#serviceTimes.get(kind) ?? [])];
    this.#serviceTimes.set(kind, times.slice(0, SERVICE_TIMES_KEPT));
  }

  #runningOf(keyId: string): Set<string> {
    const running = this.#running.get(keyId) ?? new Set();
    this.#running.set(keyId, running);
    return running;
  }

  #addSeconds(key: string, tookMs: number): void {
    this.#seconds.set(key, (this.#seconds.get(key) ?? 0) + tookMs / 1_000);
  }
}
