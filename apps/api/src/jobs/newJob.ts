import type { Job, JobKind, Submission } from '@pitwall/contract';
import type { z } from 'zod';

/** Everyone is this tenant until API keys exist. */
const DEFAULT_TENANT = 'default';

export type NewJobFacts = { id: string; correlationId: string; atMs: number };

/** The record of a job as it is accepted. */
export function newJob(
  submission: z.output<typeof Submission>,
  kind: JobKind,
  { id, correlationId, atMs }: NewJobFacts,
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
    tenant: DEFAULT_TENANT,
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
