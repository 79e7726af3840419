import type { Job } from '@pitwall/contract';

/** From when on a job waits: one that is not to start before a time does not wait until then. */
export function waitsFromMs({ createdAt, runAt = createdAt }: Job): number {
  return Math.max(Date.parse(createdAt), Date.parse(runAt));
}
