import { jobAfter, type PitwallClient } from '@pitwall/client';
import type { JobView } from '@pitwall/contract';

import { showProgress } from '../output/showProgress.ts';
import type { Terminal } from '../terminal.ts';

export type WatchOptions = { terminal: Terminal; signal: AbortSignal };

/** Shows how far a job is, event by event, until it ends. */
export async function watchJob(
  client: PitwallClient,
  id: string,
  { terminal, signal }: WatchOptions,
): Promise<JobView> {
  const progress = showProgress(terminal);
  try {
    let job: JobView | undefined;
    for await (const event of client.watch(id, { signal })) {
      if (event.type === 'end') break;
      if (event.type === 'snapshot') job = event.data;
      else if (job) job = jobAfter(job, event.data);
      if (job) progress.update(job);
    }
    return await client.get(id, { signal });
  } finally {
    progress.end();
  }
}
