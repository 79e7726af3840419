import type { Job } from '@pitwall/contract';

import { changeData } from '../events/eventData.ts';
import type { JobChange } from '../jobChange.ts';

/** What those parts go by that a script of the Redis store would tell. `job`: as it is afterwards. */
export type ObservedChange = Pick<JobChange, 'event'> & { job: Job; data: object };

export function observed(job: Job, change: JobChange): ObservedChange {
  const found = change.incumbent ? { incumbent: job.incumbent } : {};
  return { job, event: change.event, data: { ...changeData(change), ...found } };
}
