import { JOB_STATUSES, type Job, type JobStatus } from '@pitwall/contract';

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

  status(status: JobStatus): string {
    return `${this.#prefix}:jobs:status:${status}`;
  }

  get statuses(): string[] {
    return JOB_STATUSES.map((status) => this.status(status));
  }

  kind(kind: string): string {
    return `${this.#prefix}:jobs:kind:${kind}`;
  }

  slate(slateId: string): string {
    return `${this.#prefix}:jobs:slate:${slateId}`;
  }

  tenant(tenant: string): string {
    return `${this.#prefix}:jobs:tenant:${tenant}`;
  }

  tag(tag: string): string {
    return `${this.#prefix}:jobs:tag:${tag}`;
  }

  /** Every index a job is in, its status last. */
  indexesOf(job: Job): string[] {
    return [
      this.all,
      this.kind(job.kind),
      this.tenant(job.tenant),
      ...job.tags.map((tag) => this.tag(tag)),
      ...(job.slateId === undefined ? [] : [this.slate(job.slateId)]),
      this.status(job.status),
    ];
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
