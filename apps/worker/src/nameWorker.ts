import { hostname } from 'node:os';

import { ulid } from 'ulid';

/** Says where it runs, and is never used twice: pids are, and containers share host names. */
export function nameWorker(): string {
  return `${hostname()}-${process.pid}-${ulid().slice(-6)}`;
}
