const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What the Standard Webhooks spec proposes: after a failed attempt, so long until the next. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

const JITTER = 0.2;

/** A receiver may ask for more time, but not for ever. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR_MS;

type Failed = {
  /** How many attempts there have been. */
  attempt: number;
  retryAfterMs: number | undefined;
};

/** Until the next attempt; undefined when there is none. Up to a fifth longer, so that they spread. */
export function retryDelayMs(
  delaysMs: readonly number[],
  { attempt, retryAfterMs = 0 }: Failed,
): number | undefined {
  const delayMs = delaysMs[attempt - 1];
  if (delayMs === undefined) return undefined;
  const spreadMs = Math.round(delayMs * (1 + JITTER * Math.random()));
  return Math.max(spreadMs, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
}

/** `Retry-After` in either of its forms; what cannot be read counts as absent. */
export function parseRetryAfter(value: string | undefined, atMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND_MS;
  const untilMs = Date.parse(value);
  return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs - atMs);
}
