import type { Beat, BeatAnswer, Capacity } from '../jobStore.ts';
import type { Stored } from './stored.ts';

/** The workers that give signs of life, and how many threads each has. */
export class MemoryWorkers {
  readonly #records: ReadonlyMap<string, Stored>;
  readonly #workers = new Map<string, { atMs: number; threads: number }>();

  constructor(records: ReadonlyMap<string, Stored>) {
    this.#records = records;
  }

  beat({ workerId, atMs, threads, running }: Beat): BeatAnswer {
    this.#workers.set(workerId, { atMs, threads });
    const isOurs = ({ id, fence }: { id: string; fence: number }) => {
      const job = this.#records.get(id)?.job;
      return job?.status === 'running' && job.fence === fence;
    };
    const isToStop = (id: string) => this.#records.get(id)?.job.stopRequestedAt !== undefined;
    const lost = running.filter((start) => !isOurs(start)).map(({ id }) => id);
    const stopping = running.filter(isOurs).map(({ id }) => id);
    return { lost, stopping: stopping.filter(isToStop) };
  }

  forget(workerId: string): void {
    this.#workers.delete(workerId);
  }

  findCapacity(aliveSinceMs: number): Capacity {
    const alive = [...this.#workers.values()].filter(({ atMs }) => atMs >= aliveSinceMs);
    const threads = alive.reduce((sum, worker) => sum + worker.threads, 0);
    return { workers: alive.length, threads };
  }
}
