import { type Job, NO_LIMITS, type Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import type { CountedKey } from './noRoom.ts';

/**
 * The key that a job is counted for, whoever asks for it to wait again: else a second key of the
 * tenant would be a way round the limit of the first.
 */
export async function keyOfJob(
  { access }: Pick<AppDeps, 'access'>,
  { submittedBy }: Job,
  principal: Principal,
): Promise<CountedKey> {
  if (submittedBy === principal.keyId) return principal;
  const known = submittedBy === undefined ? undefined : await access.ring.find(submittedBy);
  return known?.principal ?? { keyId: submittedBy ?? '', limits: NO_LIMITS };
}
