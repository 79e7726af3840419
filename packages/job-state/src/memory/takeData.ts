import { isoOf } from '../jobChange.ts';
import type { Stored } from './stored.ts';

/** All but the light record, which stays until it is due. */
export function takeData(stored: Stored, { atMs, dueMs }: { atMs: number; dueMs: number }): void {
  delete stored.input;
  delete stored.result;
  delete stored.checkpoint;
  delete stored.job.storedBytes;
  stored.incumbents = [];
  stored.logs = [];
  stored.dueMs = dueMs;
  stored.job.expired = true;
  stored.job.version += 1;
  stored.job.updatedAt = isoOf(atMs);
}
