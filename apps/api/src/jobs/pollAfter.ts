import { isFinished, type Job } from '@pitwall/contract';

const LONGEST_SECONDS = 3_600;

/**
 * After how many seconds to look at a job again: one while something may happen at any time, later
 * while it waits for a time of its own. Undefined once it has ended.
 */
export function pollAfterSeconds(
  { status, runAt, nextAttemptAt }: Pick<Job, 'status' | 'runAt' | 'nextAttemptAt'>,
  nowMs: number,
): number | undefined {
  if (isFinished(status)) return undefined;
  const dueAt = status === 'pending' ? (nextAttemptAt ?? runAt) : undefined;
  if (dueAt === undefined) return 1;
  const seconds = Math.ceil((Date.parse(dueAt) - nowMs) / 1_000);
  return Math.min(LONGEST_SECONDS, Math.max(1, seconds));
}
