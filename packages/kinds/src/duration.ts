import { z } from 'zod';

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

type Unit = keyof typeof SECONDS;

/** A number of seconds, or a whole number with its unit: '90s', '30m', '24h', '7d'. */
export type Duration = number | `${number}${Unit}`;

const PATTERN = /^(?<amount>\d{1,9})(?<unit>[smhd])$/;

export const DAY_SECONDS = SECONDS.d;

/** A duration in seconds, from one to `maxSeconds`. */
export function durationUpTo(maxSeconds: number) {
  return z.unknown().transform((given, context): number => {
    const seconds = secondsOf(given);
    if (seconds >= 1 && seconds <= maxSeconds) return seconds;
    const message = Number.isNaN(seconds)
      ? "must be a number of seconds, or a text like '90s', '30m', '24h' or '7d'"
      : `must be from 1 second to ${maxSeconds / DAY_SECONDS} days`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** NaN where it is none. */
function secondsOf(given: unknown): number {
  if (typeof given === 'number') return given;
  const parts = typeof given === 'string' ? PATTERN.exec(given)?.groups : undefined;
  return parts ? Number(parts['amount']) * SECONDS[parts['unit'] as Unit] : Number.NaN;
}
