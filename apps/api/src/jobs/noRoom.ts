import { AppError, type ErrorCode, type Principal } from '@pitwall/contract';
import type { CreateAllOutcome, OverQuota } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';

type Deps = Pick<AppDeps, 'store' | 'backlog' | 'clock' | 'maxPendingJobs'>;
export type NoRoom = Extract<CreateAllOutcome, { type: 'over_quota' | 'busy' }>;

/** The key whose pending jobs those that want room are counted among. */
export type CountedKey = Pick<Principal, 'keyId' | 'limits'>;
type Wish = { principal: CountedKey; jobs: number };

/** The failure that each limit ends in. */
export const OVER_QUOTA = {
  pendingJobs: 'quota_exceeded',
  backlog: 'backlog_full',
} as const satisfies Record<OverQuota['limit'], ErrorCode>;

const UNKNOWN_SECONDS = 60;
const LONGEST_SECONDS = 3_600;

/** The failure of a submit or a retry for which there is no room, with an honest guess of when there will be. */
export async function noRoom(deps: Deps, outcome: NoRoom, wish: Wish): Promise<AppError> {
  const rate = await deps.backlog.findRate(deps.clock.now());
  const { pending: waiting } = await deps.store.counts();
  if (outcome.type === 'busy') {
    return new AppError('busy', 'No thread is free to start the job at once', {
      retryAfterSeconds: secondsUntil(waiting + wish.jobs, rate),
    });
  }
  const { limit, pending } = outcome;
  if (limit === 'backlog') {
    const message = `Waiting jobs: ${pending} of at most ${deps.maxPendingJobs}`;
    const tooMany = pending + wish.jobs - deps.maxPendingJobs;
    return new AppError(OVER_QUOTA[limit], message, {
      retryAfterSeconds: secondsUntil(tooMany, rate),
    });
  }
  const { keyId, limits } = wish.principal;
  const most = limits.pendingJobs ?? 0;
  const message = `Pending jobs of the API key ${keyId}: ${pending} of at most ${most}`;
  // As many of those that stop waiting are of this key as of those that wait.
  const share = waiting > 0 ? pending / waiting : 0;
  return new AppError(OVER_QUOTA[limit], message, {
    retryAfterSeconds: secondsUntil(pending + wish.jobs - most, rate && rate * share),
    violatedPolicies: ['pendingJobs'],
  });
}

/** Until so many jobs have stopped waiting, at so many a second. */
function secondsUntil(jobs: number, rate: number | undefined): number {
  if (!rate) return UNKNOWN_SECONDS;
  return Math.min(LONGEST_SECONDS, Math.max(1, Math.ceil(jobs / rate)));
}
