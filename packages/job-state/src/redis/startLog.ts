import { JobStart } from '@pitwall/contract';
import type { RedisConnection } from '@pitwall/runtime';

import { STARTS_KEPT } from '../jobChange.ts';

/** Undefined fields are left out by the script, and what only it needs is left out here. */
export async function readStarts(redis: RedisConnection, record: string): Promise<JobStart[]> {
  const newest = Number((await redis.hget(record, 'starts')) ?? 0);
  const oldest = Math.max(1, newest - STARTS_KEPT + 1);
  const names = Array.from(
    { length: newest - oldest + 1 },
    (_, index) => `start_${oldest + index}`,
  );
  if (names.length === 0) return [];
  const stored = await redis.hmget(record, ...names);
  return stored.filter((text) => text !== null).map(readStart);
}

function readStart(text: string): JobStart {
  const { startedAtMs: _, ...start } = JSON.parse(text) as Record<string, unknown>;
  return JobStart.parse(start);
}
