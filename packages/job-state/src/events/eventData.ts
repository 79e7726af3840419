import type { Job } from '@pitwall/contract';

import { isoOf, type JobChange } from '../jobChange.ts';

/** What an event tells of a job that was submitted. */
export function submittedData({ status, kind, priority, name, createdAt }: Job): object {
  return { at: createdAt, status, kind, priority, name };
}

/** What an event tells of a change: the fields it sets, and null for those it clears. */
export function changeData({ atMs, set, clear = [], to }: JobChange): object {
  const cleared = clear.filter((field) => field !== 'checkpoint').map((field) => [field, null]);
  return {
    at: isoOf(atMs),
    ...Object.fromEntries(cleared),
    ...set,
    ...(to === undefined ? {} : { status: to }),
  };
}
