import { aJob } from '@pitwall/test-kit';

import { type JobStore, started } from '../src/index.ts';

export const DAY_MS = 86_400_000;
export const KEEP = { keepForMs: 7 * DAY_MS };

/** Two starts of one job: the second took it over from the first. */
export const FIRST = { fence: 1_000_001, attempt: 1, workerId: 'worker-a' };
export const SECOND = { fence: 1_000_002, attempt: 1, workerId: 'worker-b' };

/** The id of a job that the first start holds. */
export async function aStartedJob(store: JobStore): Promise<string> {
  const job = aJob();
  await store.create({ job, input: { seconds: 1 } });
  await store.change(job.id, started({ ...FIRST, atMs: 1_000 }));
  return job.id;
}
