import type { Request } from 'express';

/** Longer than that some proxy between us may lose its patience. */
const LONGEST_SECONDS = 30;

/** RFC 7240: preferences separated by commas; of one named twice the first counts. */
const WAIT = /^\s*wait\s*=\s*(?:(?<bare>\d+)|"(?<quoted>\d+)")\s*(?:;.*)?$/i;
const IS_WAIT = /^\s*wait\b/i;

/** How many seconds the client would rather wait than ask again; what is malformed is no wish. */
export function preferredWait(request: Request): number | undefined {
  const wish = request
    .get('Prefer')
    ?.split(',')
    .find((preference) => IS_WAIT.test(preference));
  const { bare, quoted } = WAIT.exec(wish ?? '')?.groups ?? {};
  const seconds = bare ?? quoted;
  return seconds === undefined ? undefined : Math.min(Number(seconds), LONGEST_SECONDS);
}
