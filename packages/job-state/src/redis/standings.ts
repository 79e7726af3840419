import { JOB_STATUSES, type JobStatus } from '@pitwall/contract';
import type { RedisConnection } from '@pitwall/runtime';

import type { Standing, Sweep } from '../jobStore.ts';

export async function findStandings(
  redis: RedisConnection,
  records: readonly (readonly [id: string, key: string])[],
): Promise<(Standing | undefined)[]> {
  // In one go: the connection sends what is asked for in one turn of the event loop together.
  const found = records.map(async ([id, key]) => {
    const values = await redis.hmget(key, 'status', 'generation', 'updated_ms').catch(unlessNoHash);
    return standingOf(id, values);
  });
  return await Promise.all(found);
}

/** What the sweep script returns. */
export function readSweep(reply: unknown): Sweep {
  const [isAtEnd, ...rest] = reply as [number, ...string[]];
  const jobs: Standing[] = [];
  for (let at = 0; at < rest.length; at += 4) {
    const standing = standingOf(rest[at] ?? '', rest.slice(at + 1, at + 4));
    if (standing) jobs.push(standing);
  }
  return { jobs, isAtEnd: isAtEnd === 1 };
}

function standingOf(id: string, values: readonly (string | null)[]): Standing | undefined {
  const [status, generation, updatedMs] = values;
  if (!isStatus(status) || !generation) return undefined;
  return { id, status, generation: Number(generation), updatedAtMs: Number(updatedMs ?? 0) };
}

function isStatus(text: string | null | undefined): text is JobStatus {
  return (JOB_STATUSES as readonly unknown[]).includes(text);
}

function unlessNoHash(error: unknown): (string | null)[] {
  if (error instanceof Error && error.message.includes('WRONGTYPE')) return [];
  throw error;
}
