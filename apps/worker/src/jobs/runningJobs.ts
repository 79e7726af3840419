/** A job this worker runs, as seen by what may interrupt it. */
export type RunningJob = {
  id: string;
  fence: number;
  /** It runs in a process of its own, and not in a thread of this one. */
  hasOwnProcess: boolean;
  /** It is not ours any more (cancelled, or taken over): end its thread at once, write nothing. */
  drop: () => void;
  /** Finish now and keep what you have. One that does not answer runs on, until its time is over. */
  stop: () => void;
  /** Leave a checkpoint and give it back; end the thread of one that does not answer in time. */
  release: (patienceMs: number) => void;
  /** End its thread at once and give it back, unpunished, to be run in a process of its own. */
  setAside: () => void;
};

/** How jobs have left this worker, by the last thing that was written of them. */
export type Tally = Record<string, number>;

/** One start, as the store knows it. */
export type HeldStart = { id: string; fence: number };

/** Every job this worker has in hand at this moment, and of those the ones that are in a thread. */
export class RunningJobs {
  readonly #jobs = new Map<string, RunningJob>();
  readonly #held = new Set<HeldStart>();
  readonly #tally: Tally = {};
  #inHand = 0;
  #hasLoneSuspect = false;

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

  /** From when the record says that it runs here until it says otherwise. */
  async whileHeld<T>(start: HeldStart, work: () => Promise<T>): Promise<T> {
    this.#held.add(start);
    try {
      return await work();
    } finally {
      this.#held.delete(start);
    }
  }

  get held(): readonly HeldStart[] {
    return [...this.#held];
  }

  get tally(): Readonly<Tally> {
    return this.#tally;
  }

  /** For the stop to tell, and for the metrics. */
  count(event: string): void {
    this.#tally[event] = (this.#tally[event] ?? 0) + 1;
  }

  /**
   * Whether a job that has lost several workers may run here now: one at a time, so that the loss of
   * this worker can only be put down to it, and not to another such job beside it.
   */
  takeLonePlace(): boolean {
    if (this.#hasLoneSuspect) return false;
    this.#hasLoneSuspect = true;
    return true;
  }

  leaveLonePlace(): void {
    this.#hasLoneSuspect = false;
  }

  /** An older start of the same job, which this worker has lost and been given again, is over. */
  add(job: RunningJob): void {
    this.drop(job.id);
    this.#jobs.set(keyOf(job), job);
  }

  remove(job: RunningJob): void {
    this.#jobs.delete(keyOf(job));
  }

  get all(): readonly RunningJob[] {
    return [...this.#jobs.values()];
  }

  /** With a fence: only that start of the job. */
  drop(id: string, fence?: number): void {
    for (const job of this.#ofId(id, fence)) job.drop();
  }

  stop(id: string): void {
    for (const job of this.#ofId(id)) job.stop();
  }

  releaseAll(patienceMs: number): void {
    for (const job of this.#jobs.values()) job.release(patienceMs);
  }

  #ofId(id: string, fence?: number): RunningJob[] {
    return this.all.filter((job) => job.id === id && (fence ?? job.fence) === job.fence);
  }
}

function keyOf({ id, fence }: HeldStart): string {
  return `${id}/${fence}`;
}
