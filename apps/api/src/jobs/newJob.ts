import type { Job, JobKind, Principal, Submission } from '@pitwall/contract';
import type { z } from 'zod';

export type NewJobFacts = {
  id: string;
  correlationId: string;
  principal: Principal;
  clonedFrom?: string;
  atMs: number;
};

/** The record of a job as it is accepted. */
export function newJob(
  submission: z.output<typeof Submission>,
  kind: JobKind,
  { id, correlationId, principal, clonedFrom, atMs }: NewJobFacts,
): Job {
  const createdAt = new Date(atMs).toISOString();
  const { name, priority, tags, timeLimitSeconds } = submission;
  const { runAtMs, startByMs } = timesOf(submission, atMs);
  const job: Job = {
    id,
    kind: kind.name,
    status: 'pending',
    priority,
    tags: [...new Set(tags)],
    ...kind.describe?.(submission.input),
    timeLimitSeconds: timeLimitSeconds ?? kind.timeLimitSeconds.default,
    tenant: principal.tenant,
    submittedBy: principal.keyId,
    correlationId,
    progress: 0,
    attempt: 0,
    starts: 0,
    lostStarts: 0,
    isSuspect: false,
    timeUsedSeconds: 0,
    generation: 1,
    fence: 0,
    createdAt,
    updatedAt: createdAt,
    expired: false,
    version: 1,
  };
  if (name !== undefined) job.name = name;
  if (clonedFrom !== undefined) job.clonedFrom = clonedFrom;
  if (runAtMs !== undefined) job.runAt = new Date(runAtMs).toISOString();
  if (startByMs !== undefined) job.startBy = new Date(startByMs).toISOString();
  return job;
}

/** When it is to run, and by when it must have been started. */
function timesOf(submission: z.output<typeof Submission>, atMs: number) {
  const { delaySeconds, runAt, queueTtlSeconds } = submission;
  const delayedTo = delaySeconds ? atMs + 1_000 * delaySeconds : undefined;
  const runAtMs = runAt === undefined ? delayedTo : Date.parse(runAt);
  const waitsFromMs = Math.max(atMs, runAtMs ?? 0);
  const startByMs = queueTtlSeconds && waitsFromMs + 1_000 * queueTtlSeconds;
  return { runAtMs, startByMs };
}
