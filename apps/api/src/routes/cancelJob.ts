import { cancelled } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { jobView } from '../jobs/jobView.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'kinds' | 'keepForMs'>;

/** Answers 200 with the job as it then is: a job that has ended stays as it ended. */
export function cancelJob(deps: Deps): BoundRoute {
  return bindRoute('cancelJob', async ({ params: { id }, principal, response }) => {
    const before = await requireJob(deps, id, principal);
    const keepForMs = deps.kinds.get(before.kind)?.keepForMs ?? deps.keepForMs;
    const outcome = await deps.store.change(id, cancelled({ atMs: deps.clock.now(), keepForMs }));
    const job = await requireJob(deps, id, principal);
    // The generation that was cancelled: by now it may have been tried again.
    if (outcome.type === 'applied') await takeFromQueue(deps, before);
    response.json(jobView(job));
  });
}

/** Best effort: a worker that is handed a cancelled job returns it at once. */
async function takeFromQueue(
  { queue, log }: Deps,
  job: { id: string; generation: number },
): Promise<void> {
  try {
    await queue.remove(job);
  } catch (error) {
    log.warn({ err: error, jobId: job.id }, 'cancelled job left on the queue');
  }
}
