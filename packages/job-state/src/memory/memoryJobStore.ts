import {
  type FoundIncumbent,
  isFinished,
  type Job,
  type JobStart,
  type JobStatus,
  type LogLine,
} from '@pitwall/contract';

import { createOne } from '../createOne.ts';
import { submittedData } from '../events/eventData.ts';
import { isoOf, type JobChange, type JobRequest } from '../jobChange.ts';
import type {
  Beat,
  BeatAnswer,
  Capacity,
  ChangeOutcome,
  CreateAllOutcome,
  CreateOutcome,
  ExpireOptions,
  JobCounts,
  JobPage,
  JobStore,
  ListQuery,
  NewJob,
  NotesQuery,
  RemoveOutcome,
  NewJobs,
  Standing,
  Sweep,
} from '../jobStore.ts';
import { applyChange, isAllowed, openStartOf } from './applyChange.ts';
import { findMatching } from './findMatching.ts';
import { notesAfter } from './keepNotes.ts';
import { MemoryBacklog } from './memoryBacklog.ts';
import { MemoryUsage, type UsageOptions } from './memoryUsage.ts';
import { MemoryWorkers } from './memoryWorkers.ts';
import { newStored } from './newStored.ts';
import { observed, type ObservedChange } from './observed.ts';
import { RememberedRequests } from './rememberedRequests.ts';
import { standingOf } from './standingOf.ts';
import type { Stored } from './stored.ts';
import { takeData } from './takeData.ts';

/** Keeps nothing after the process has ended. For trying things out, and for tests. */
export class MemoryJobStore implements JobStore {
  readonly #records = new Map<string, Stored>();
  readonly #requests = new RememberedRequests();
  readonly backlog = new MemoryBacklog();
  readonly usage: MemoryUsage;
  readonly #sweeps = new Map<JobStatus, number>();
  readonly #workers = new MemoryWorkers(this.#records);
  readonly #listeners: ((request: JobRequest) => void)[] = [];
  readonly #observers: ((change: ObservedChange) => void)[] = [];

  constructor(options: UsageOptions = {}) {
    this.usage = new MemoryUsage(options);
  }

  /** Calls back in the same step in which a record is created or changed. */
  observe(observer: (change: ObservedChange) => void): void {
    this.#observers.push(observer);
  }

  create(newJob: NewJob): Promise<CreateOutcome> {
    return createOne(this, newJob);
  }

  async createAll(wish: NewJobs): Promise<CreateAllOutcome> {
    const known = this.#requests.find(wish);
    if (known) return known;
    const { jobs, isTrial } = wish;
    if (jobs.some(({ job }) => this.#records.has(job.id))) return { type: 'taken' };
    const refused = this.backlog.refusal(wish);
    if (refused || isTrial) return refused ?? { type: 'created' };
    for (const { job, input } of jobs) this.#add(job, input);
    this.#requests.keep(wish);
    return { type: 'created' };
  }

  async find(id: string): Promise<Job | undefined> {
    return structuredClone(this.#records.get(id)?.job);
  }

  async findVersion(id: string): ReturnType<JobStore['findVersion']> {
    return await this.find(id);
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

  async findStarts(id: string): Promise<JobStart[]> {
    return structuredClone(this.#records.get(id)?.starts ?? []);
  }

  async findIncumbents(id: string, query: NotesQuery): Promise<FoundIncumbent[]> {
    return notesAfter(this.#records.get(id)?.incumbents, query);
  }

  async findLogs(id: string, query: NotesQuery): Promise<LogLine[]> {
    return notesAfter(this.#records.get(id)?.logs, query);
  }

  async change(id: string, change: JobChange): Promise<ChangeOutcome> {
    // First: between what follows nothing else may happen.
    const limit = change.opensStart ? await this.usage.findLimit(this.#records.get(id)) : null;
    const stored = this.#records.get(id);
    if (!stored) return { type: 'absent' };
    const { status, fence } = stored.job;
    if (!isAllowed(stored.job, change)) return { type: 'refused', status, fence };
    if (this.usage.isOver(stored, limit)) return this.backlog.overLimit(stored.job);
    const over = this.backlog.overQuota(change.room, stored.job.submittedBy);
    if (over) return over;
    const start = openStartOf(stored);
    applyChange(stored, change);
    this.backlog.moves(stored.job, status, change.atMs);
    this.usage.note(stored.job, start);
    if (!change.isSilent) this.#tell(observed(stored.job, change));
    if (change.announce) {
      for (const listener of this.#listeners) listener({ id, request: change.announce });
    }
    return { type: 'applied', version: stored.job.version };
  }

  async list(query: ListQuery): Promise<JobPage> {
    const { limit } = query;
    const found = findMatching([...this.#records.values()], query);
    const last = found[limit - 1];
    const jobs = structuredClone(found.slice(0, limit).map(({ job }) => job));
    const page = { jobs, unreadable: [] };
    return last && found.length > limit ? { ...page, next: last.position } : page;
  }

  async counts(tenant?: string): Promise<JobCounts> {
    const counts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, unreadable: 0 };
    for (const { job } of this.#records.values()) {
      if (tenant === undefined || job.tenant === tenant) counts[job.status] += 1;
    }
    return counts;
  }

  async sweep({ status, limit }: { status: JobStatus; limit: number }): Promise<Sweep> {
    const all = [...this.#records.values()].filter(({ job }) => job.status === status);
    const from = this.#sweeps.get(status) ?? 0;
    const jobs = all.slice(from, from + limit).map(standingOf);
    const isAtEnd = jobs.length < limit;
    this.#sweeps.set(status, isAtEnd ? 0 : from + limit);
    return { jobs, isAtEnd };
  }

  async findStandings(ids: readonly string[]): Promise<(Standing | undefined)[]> {
    return ids.map((id) => {
      const stored = this.#records.get(id);
      return stored && standingOf(stored);
    });
  }

  async beat(beat: Beat): Promise<BeatAnswer> {
    return this.#workers.beat(beat);
  }

  async forgetWorker(workerId: string): Promise<void> {
    this.#workers.forget(workerId);
  }

  async findCapacity(aliveSinceMs: number): Promise<Capacity> {
    return this.#workers.findCapacity(aliveSinceMs);
  }

  async expire({ atMs, historyForMs, limit }: ExpireOptions): Promise<number> {
    const due = [...this.#records.values()]
      .filter(({ dueMs }) => dueMs !== undefined && dueMs <= atMs)
      .slice(0, limit);
    this.#requests.forgetOld(atMs);
    for (const stored of due) {
      const { job } = stored;
      if (job.expired) {
        this.#records.delete(job.id);
        this.#tell({ job, event: 'deleted', data: {} });
      } else {
        takeData(stored, { atMs, dueMs: atMs + historyForMs });
        this.#tell({ job, event: 'expired', data: { at: isoOf(atMs), expired: true } });
      }
    }
    return due.length;
  }

  async remove(id: string): Promise<RemoveOutcome> {
    const stored = this.#records.get(id);
    if (!stored) return 'absent';
    if (!isFinished(stored.job.status)) return 'unfinished';
    this.#records.delete(id);
    this.#tell({ job: stored.job, event: 'deleted', data: {} });
    return 'removed';
  }

  async watchRequests(listener: (request: JobRequest) => void): Promise<void> {
    this.#listeners.push(listener);
  }

  async check(): Promise<object> {
    return { durable: false, records: this.#records.size };
  }

  async close(): Promise<void> {
    this.#listeners.length = 0;
  }

  #add(job: Job, input: unknown): void {
    const stored = newStored(job, input);
    this.#records.set(job.id, stored);
    this.backlog.begins(job);
    this.#tell({ job: stored.job, event: 'submitted', data: submittedData(stored.job) });
  }

  #tell({ job, event, data }: ObservedChange): void {
    const change = structuredClone({ job, event, data });
    for (const observer of this.#observers) observer(change);
  }
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}
