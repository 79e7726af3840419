import { type Job, JOB_STATUSES } from '@pitwall/contract';

import { type At, EDITABLE, isoOf, type JobChange } from './jobChange.ts';

/** Finish now and keep what you have. In the record too, for a start that takes over must know. */
export function stopRequested({ atMs }: At): JobChange {
  return {
    event: 'stop_requested',
    atMs,
    from: ['running'],
    unlessSet: 'stopRequestedAt',
    set: { stopRequestedAt: isoOf(atMs) },
    announce: 'stop',
    evenWhenFull: true,
  };
}

export type Edits = Partial<Pick<Job, 'priority' | 'tags'>> & { name?: string | undefined };

export type EditWish = At & { before: Job; after: Edits; ifVersion?: number | undefined };

/**
 * Undefined where the job is so already. A job that has ended keeps its priority; name and tags are
 * labels, and stay open.
 */
export function edited({ before, after, atMs, ifVersion }: EditWish): JobChange | undefined {
  const changed = EDITABLE.filter((field) => isOther(before, after, field));
  if (changed.length === 0) return undefined;
  const set = changed.map((field) => [field, after[field]] as const);
  return {
    event: 'edited',
    atMs,
    from: changed.includes('priority') ? ['pending', 'running'] : JOB_STATUSES,
    edits: before,
    ...(ifVersion === undefined ? {} : { ifVersion }),
    set: Object.fromEntries(set.filter(([, value]) => value !== undefined)),
    ...(changed.includes('name') && after.name === undefined ? { clear: ['name'] } : {}),
  };
}

function isOther(before: Job, after: Edits, field: (typeof EDITABLE)[number]): boolean {
  if (!(field in after)) return false;
  return JSON.stringify(before[field]) !== JSON.stringify(after[field]);
}
