import { isFinished } from '@pitwall/contract';
import type { QueuedId } from '@pitwall/job-queue';
import type { Standing } from '@pitwall/job-state';

import type { HousekeepingDeps } from './keepHouse.ts';
import { SWEEP_SIZE, SWEEPS_PER_ROUND } from './sweepLimits.ts';

/** Takes from the queue what no record wants run. Returns how many jobs that were. */
export async function healQueue({ queue, store }: HousekeepingDeps): Promise<number> {
  let removed = 0;
  for (let sweeps = 0; sweeps < SWEEPS_PER_ROUND; sweeps += 1) {
    const { jobs, isAtEnd } = await queue.sweep(SWEEP_SIZE);
    // After the queue: a record is always there, and of its generation, before its job is queued.
    const standings = await store.findStandings(jobs.map(({ id }) => id));
    const unwanted = jobs.filter((job, index) => !isWanted(job, standings[index]));
    await Promise.all(unwanted.map((job) => queue.remove(job)));
    removed += unwanted.length;
    if (isAtEnd) break;
  }
  return removed;
}

function isWanted(job: QueuedId, standing: Standing | undefined): boolean {
  if (!standing || isFinished(standing.status)) return false;
  return standing.generation === job.generation;
}
