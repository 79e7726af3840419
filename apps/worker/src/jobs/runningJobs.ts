/** A job this worker runs, as seen by what may interrupt it. */
export type RunningJob = {
  id: string;
  fence: number;
  /** It is not ours any more (cancelled, or taken over): end its thread at once, write nothing. */
  drop: () => void;
  /** Leave a checkpoint and give it back; end the thread of one that does not answer in time. */
  release: (patienceMs: number) => void;
};

/** Every job this worker has in hand at this moment, and of those the ones that are in a thread. */
export class RunningJobs {
  readonly #jobs = new Map<string, RunningJob>();
  #inHand = 0;

  /** Counts from when a job is handed over until all about it is written and said. */
  async whileInHand<T>(work: () => Promise<T>): Promise<T> {
    this.#inHand += 1;
    try {
      return await work();
    } finally {
      this.#inHand -= 1;
    }
  }

  get inHand(): number {
    return this.#inHand;
  }

  add(job: RunningJob): void {
    this.#jobs.set(job.id, job);
  }

  remove(job: RunningJob): void {
    if (this.#jobs.get(job.id) === job) this.#jobs.delete(job.id);
  }

  get all(): readonly RunningJob[] {
    return [...this.#jobs.values()];
  }

  /** With a fence: only that start of the job, which a newer one may have followed here. */
  drop(id: string, fence?: number): void {
    const job = this.#jobs.get(id);
    if (fence === undefined || job?.fence === fence) job?.drop();
  }

  releaseAll(patienceMs: number): void {
    for (const job of this.#jobs.values()) job.release(patienceMs);
  }
}
