import type { Job } from '@pitwall/contract';
import { cancelled } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { takeFromQueue } from './takeFromQueue.ts';

export type CancelDeps = Pick<AppDeps, 'store' | 'queue' | 'clock' | 'log' | 'keepForMs'>;

/** False when the job had ended, or was gone, before it could be cancelled. */
export async function cancel(deps: CancelDeps, before: Job): Promise<boolean> {
  const end = { atMs: deps.clock.now(), keepForMs: deps.keepForMs(before.kind) };
  const outcome = await deps.store.change(before.id, cancelled(end));
  if (outcome.type !== 'applied') return false;
  // The generation that was cancelled: by now it may have been tried again.
  await takeFromQueue(deps, before);
  return true;
}
