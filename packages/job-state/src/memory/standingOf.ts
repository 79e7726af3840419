import type { Standing } from '../jobStore.ts';
import type { Stored } from './stored.ts';

export function standingOf({ job }: Stored): Standing {
  const { id, status, generation, updatedAt } = job;
  return { id, status, generation, updatedAtMs: Date.parse(updatedAt) };
}
