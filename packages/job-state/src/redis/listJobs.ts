import { AppError, type Job } from '@pitwall/contract';
import type { Redis } from 'ioredis';

import type { JobPage, ListPosition, ListQuery } from '../jobStore.ts';
import { LIGHT_FIELDS, readFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';
import { runScript } from './script.ts';
import { LIST } from './scripts.ts';

/** How many jobs one page may look at: filters that match little give short pages, not slow ones. */
const LOOK_AT_MOST = 10_000;

export async function listJobs(redis: Redis, keys: JobKeys, query: ListQuery): Promise<JobPage> {
  const { after, limit } = query;
  const reply = await runScript(redis, LIST, {
    keys: indexesOf(query, keys),
    args: [
      after === undefined ? '' : String(after.createdAtMs),
      after?.id ?? '',
      String(limit),
      String(LOOK_AT_MOST),
    ],
  });
  const [ids, score, lastId] = reply as [string[], string?, string?];
  const page: JobPage = { jobs: [], unreadable: [] };
  const records = await Promise.all(ids.map((id) => redis.hmget(keys.record(id), ...LIGHT_FIELDS)));
  for (const [index, id] of ids.entries()) addTo(page, id, records[index] ?? []);
  const next = positionOf(score, lastId);
  return next ? { ...page, next } : page;
}

function indexesOf(query: ListQuery, keys: JobKeys): string[] {
  const indexes: string[] = [];
  if (query.status !== undefined) indexes.push(keys.status(query.status));
  if (query.kind !== undefined) indexes.push(keys.kind(query.kind));
  if (query.slateId !== undefined) indexes.push(keys.slate(query.slateId));
  return indexes.length > 0 ? indexes : [keys.all];
}

function addTo(page: JobPage, id: string, values: readonly (string | null)[]): void {
  const job = readOrReason(id, values);
  if (typeof job === 'string') page.unreadable.push({ id, reason: job });
  else if (job !== undefined) page.jobs.push(job);
}

function readOrReason(id: string, values: readonly (string | null)[]): Job | string | undefined {
  try {
    return readFields(id, values);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function positionOf(score: string | undefined, id: string | undefined): ListPosition | undefined {
  return score === undefined || id === undefined ? undefined : { createdAtMs: Number(score), id };
}
