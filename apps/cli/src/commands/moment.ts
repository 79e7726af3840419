import { systemClock } from '@pitwall/runtime';
import { InvalidArgumentError } from 'commander';

import { seconds } from './seconds.ts';

/** A date and time; in local time where it does not say. */
export function moment(text: string): string {
  const atMs = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) {
    throw new InvalidArgumentError('It must be a time such as 2026-02-15T18:30 or …T18:30:00Z.');
  }
  return new Date(atMs).toISOString();
}

/** A date and time, or how long ago: `2h`, `7d`. */
export function momentOrAgo(text: string): string {
  if (/^\d{4}-/.test(text)) return moment(text);
  return new Date(systemClock.now() - seconds(text) * 1_000).toISOString();
}
