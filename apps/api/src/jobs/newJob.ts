import type { Job, JobKind, Principal, Submission } from '@pitwall/contract';
import type { z } from 'zod';

export type NewJobFacts = {
  id: string;
  correlationId: string;
  principal: Principal;
  atMs: number;
};

/** The record of a job as it is accepted. */
export function newJob(
  submission: z.output<typeof Submission>,
  kind: JobKind,
  { id, correlationId, principal, atMs }: NewJobFacts,
): Job {
  const createdAt = new Date(atMs).toISOString();
  const { name, priority, tags, timeLimitSeconds } = submission;
  return {
    id,
    kind: kind.name,
    status: 'pending',
    ...(name === undefined ? {} : { name }),
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
}
