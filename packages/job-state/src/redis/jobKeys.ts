import { JOB_STATUSES, type Job, type JobStatus } from '@pitwall/contract';

import { wordsOfJob } from '../searchWords.ts';

/** Every key of the mirror. All begin with the same hash tag, so all are in one Cluster slot. */
export class JobKeys {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** For scripts that make names of keys themselves. */
  get prefix(): string {
    return this.#prefix;
  }

  record(id: string): string {
    return `${this.#prefix}:job:${id}`;
  }

  events(id: string): string {
    return `${this.#prefix}:job:${id}:events`;
  }

  tenantEvents(tenant: string): string {
    return `${this.#prefix}:tenant:${tenant}:events`;
  }

  /** The channels that carry the events of a job, and of all jobs of a tenant. */
  liveJob(id: string): string {
    return `${this.#prefix}:live:job:${id}`;
  }

  liveTenant(tenant: string): string {
    return `${this.#prefix}:live:tenant:${tenant}`;
  }

  incumbents(id: string): string {
    return `${this.#prefix}:job:${id}:incumbents`;
  }

  logs(id: string): string {
    return `${this.#prefix}:job:${id}:logs`;
  }

  /** What a job has beside its record, and loses with its input and result. */
  besides(id: string): string[] {
    return [this.events(id), this.incumbents(id), this.logs(id)];
  }

  get all(): string {
    return `${this.#prefix}:jobs`;
  }

  /** All jobs, or those of one tenant. The keys of both are built alike. */
  jobs(tenant?: string): string {
    return tenant === undefined ? this.all : `${this.all}:tenant:${tenant}`;
  }

  status(status: JobStatus, tenant?: string): string {
    return `${this.jobs(tenant)}:status:${status}`;
  }

  get statuses(): string[] {
    return JOB_STATUSES.map((status) => this.status(status));
  }

  /** By the time they ended. */
  ended(tenant?: string): string {
    return `${this.jobs(tenant)}:ended`;
  }

  /** How many there are of each status and kind. */
  counts(tenant?: string): string {
    return `${this.jobs(tenant)}:counts`;
  }

  kind(kind: string): string {
    return `${this.all}:kind:${kind}`;
  }

  slate(slateId: string): string {
    return `${this.all}:slate:${slateId}`;
  }

  tag(tag: string): string {
    return `${this.all}:tag:${tag}`;
  }

  /** A tenant's jobs that have a word, and all the words there are, in their order. */
  word(tenant: string, word: string): string {
    return `${this.jobs(tenant)}:word:${word}`;
  }

  words(tenant: string): string {
    return `${this.jobs(tenant)}:words`;
  }

  /** What the scripts go by to keep counts and words right. */
  factsOf(job: Job, words = wordsOfJob(job)) {
    const { id, tenant, kind, status } = job;
    const text = {
      list: this.words(tenant),
      index: this.word(tenant, ''),
      words,
    };
    return { id, tenant, kind, status, text };
  }

  /** Every index by time of creation that a job is in, all jobs first. */
  indexesOf(job: Job, words = wordsOfJob(job)): string[] {
    const { tenant, status, slateId } = job;
    return [
      this.all,
      this.jobs(tenant),
      this.kind(job.kind),
      ...job.tags.map((tag) => this.tag(tag)),
      ...(slateId === undefined ? [] : [this.slate(slateId)]),
      ...words.map((word) => this.word(tenant, word)),
      this.status(status),
      this.status(status, tenant),
    ];
  }

  /** The sums of one hour, of one tenant or, as `*`, of all. */
  stats(tenant: string, hour: number): string {
    return `${this.#prefix}:stats:${tenant}:${hour}`;
  }

  /** `hash`: of tenant and key, which may hold anything. */
  idempotency(hash: string): string {
    return `${this.#prefix}:idempotency:${hash}`;
  }

  /** The pending jobs of an API key. */
  pendingOf(keyId: string): string {
    return `${this.#prefix}:pending:${keyId}`;
  }

  /** Pending jobs that must be started in time, by that time. */
  get startBy(): string {
    return `${this.#prefix}:start_by`;
  }

  /** How many jobs have stopped waiting in a minute, less those that wait again. */
  left(minute: number): string {
    return `${this.#prefix}:left:${minute}`;
  }

  /** How far the sweeps have got, by status. */
  get sweeps(): string {
    return `${this.#prefix}:sweeps`;
  }

  get expiring(): string {
    return `${this.#prefix}:expiring`;
  }

  get unreadable(): string {
    return `${this.#prefix}:jobs:unreadable`;
  }

  get workers(): string {
    return `${this.#prefix}:workers`;
  }

  /** How many threads each worker has. */
  get threads(): string {
    return `${this.#prefix}:workers:threads`;
  }

  /** Counts the times replicas were asked to confirm what they have. */
  get confirmed(): string {
    return `${this.#prefix}:confirmed`;
  }

  /** What was done by those of a tenant. */
  audit(tenant: string): string {
    return `${this.#prefix}:audit:${tenant}`;
  }

  /** The channel that carries what is asked of running jobs. */
  get requests(): string {
    return `${this.#prefix}:requests`;
  }
}
