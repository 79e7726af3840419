import { type Job, JOB_STATUSES } from '@pitwall/contract';

import type { JobChange } from '../jobChange.ts';
import type {
  Beat,
  ChangeOutcome,
  ExpireOptions,
  JobCounts,
  JobPage,
  JobStore,
  ListPosition,
  ListQuery,
  NewJob,
} from '../jobStore.ts';

/** Heavy fields are kept as JSON: callers get copies of their own, as from any other store. */
type Stored = { job: Job; input?: string; result?: string; checkpoint?: string; dueMs?: number };

/** Keeps nothing after the process has ended. For trying things out, and for tests. */
export class MemoryJobStore implements JobStore {
  readonly #records = new Map<string, Stored>();
  readonly #workers = new Map<string, number>();
  readonly #listeners: ((id: string) => void)[] = [];

  async create({ job, input }: NewJob): Promise<boolean> {
    if (this.#records.has(job.id)) return false;
    this.#records.set(job.id, { job: structuredClone(job), input: JSON.stringify(input) });
    return true;
  }

  async find(id: string): Promise<Job | undefined> {
    return structuredClone(this.#records.get(id)?.job);
  }

  async findInput(id: string): Promise<unknown> {
    return parsed(this.#records.get(id)?.input);
  }

  async findResult(id: string): Promise<unknown> {
    return parsed(this.#records.get(id)?.result);
  }

  async findCheckpoint(id: string): Promise<unknown> {
    return parsed(this.#records.get(id)?.checkpoint);
  }

  async change(id: string, change: JobChange): Promise<ChangeOutcome> {
    const stored = this.#records.get(id);
    if (!stored) return { type: 'absent' };
    const { status, fence } = stored.job;
    if (!isAllowed(stored.job, change)) return { type: 'refused', status, fence };
    apply(stored, change);
    if (change.announce) for (const listener of this.#listeners) listener(id);
    return { type: 'applied', version: stored.job.version };
  }

  async list(query: ListQuery): Promise<JobPage> {
    const found = [...this.#records.values()]
      .map(({ job }) => job)
      .filter((job) => matches(job, query))
      .toSorted((a, b) => compare(positionOf(b), positionOf(a)));
    const jobs = found.slice(0, query.limit);
    const last = jobs.at(-1);
    const page = { jobs: structuredClone(jobs), unreadable: [] };
    return last && found.length > jobs.length ? { ...page, next: positionOf(last) } : page;
  }

  async counts(): Promise<JobCounts> {
    const counts = Object.fromEntries(JOB_STATUSES.map((status) => [status, 0]));
    for (const { job } of this.#records.values())
      counts[job.status] = (counts[job.status] ?? 0) + 1;
    return { ...counts, unreadable: 0 } as JobCounts;
  }

  async beat({ workerId, atMs, running }: Beat): Promise<string[]> {
    this.#workers.set(workerId, atMs);
    const isOurs = ({ id, fence }: { id: string; fence: number }) => {
      const job = this.#records.get(id)?.job;
      return job?.status === 'running' && job.fence === fence;
    };
    return running.filter((start) => !isOurs(start)).map(({ id }) => id);
  }

  async forgetWorker(workerId: string): Promise<void> {
    this.#workers.delete(workerId);
  }

  async countWorkers(aliveSinceMs: number): Promise<number> {
    return [...this.#workers.values()].filter((atMs) => atMs >= aliveSinceMs).length;
  }

  async expire({ atMs, historyForMs, limit }: ExpireOptions): Promise<number> {
    const due = [...this.#records.values()]
      .filter(({ dueMs }) => dueMs !== undefined && dueMs <= atMs)
      .slice(0, limit);
    for (const stored of due) {
      if (stored.job.expired) this.#records.delete(stored.job.id);
      else takeData(stored, { atMs, dueMs: atMs + historyForMs });
    }
    return due.length;
  }

  async watchCancelled(listener: (id: string) => void): Promise<void> {
    this.#listeners.push(listener);
  }

  async check(): Promise<object> {
    return { durable: false, records: this.#records.size };
  }

  async close(): Promise<void> {
    this.#listeners.length = 0;
  }
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}

function isAllowed({ status, fence }: Job, change: JobChange): boolean {
  if (!change.from.includes(status)) return false;
  if (change.fence === undefined) return true;
  return 'is' in change.fence ? fence === change.fence.is : fence < change.fence.above;
}

function apply(stored: Stored, change: JobChange): void {
  const { job } = stored;
  Object.assign(job, structuredClone(change.set));
  job.updatedAt = new Date(change.atMs).toISOString();
  job.version += 1;
  if (change.to !== undefined) job.status = change.to;
  if (change.countStart) job.starts += 1;
  if (change.result !== undefined) stored.result = JSON.stringify(change.result);
  if (change.checkpoint !== undefined) stored.checkpoint = JSON.stringify(change.checkpoint);
  if (change.expiresAtMs !== undefined) stored.dueMs = change.expiresAtMs;
  for (const field of change.clear ?? []) {
    if (field === 'checkpoint') delete stored.checkpoint;
    else delete job[field];
  }
}

function takeData(stored: Stored, { atMs, dueMs }: { atMs: number; dueMs: number }): void {
  delete stored.input;
  delete stored.result;
  delete stored.checkpoint;
  stored.dueMs = dueMs;
  stored.job.expired = true;
  stored.job.version += 1;
  stored.job.updatedAt = new Date(atMs).toISOString();
}

function matches(job: Job, query: ListQuery): boolean {
  if (query.status !== undefined && job.status !== query.status) return false;
  if (query.kind !== undefined && job.kind !== query.kind) return false;
  if (query.slateId !== undefined && job.slateId !== query.slateId) return false;
  return query.after === undefined || compare(positionOf(job), query.after) < 0;
}

function positionOf(job: Job): ListPosition {
  return { createdAtMs: Date.parse(job.createdAt), id: job.id };
}

/** Oldest first; jobs of the same millisecond by id. */
function compare(a: ListPosition, b: ListPosition): number {
  if (a.createdAtMs !== b.createdAtMs) return a.createdAtMs - b.createdAtMs;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
