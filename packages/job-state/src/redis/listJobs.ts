import { AppError, type Job } from '@pitwall/contract';
import { type RedisConnection, runScript } from '@pitwall/runtime';

import type { JobPage, ListPosition, ListQuery } from '../jobStore.ts';
import { asReadable, LIGHT_FIELDS, readFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';
import { LIST } from './scripts.ts';

/** How many jobs one page may look at: filters that match little give short pages, not slow ones. */
const LOOK_AT_MOST = 10_000;

export async function listJobs(
  redis: RedisConnection,
  keys: JobKeys,
  query: ListQuery,
): Promise<JobPage> {
  const { createdFromMs = 0, createdBeforeMs, limit } = query;
  const bound =
    createdBeforeMs === undefined ? undefined : { createdAtMs: createdBeforeMs, id: '' };
  const after = query.after ?? bound;
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
  const found = await Promise.all(
    ids.map((id) => readOrReason(id, redis.hmget(keys.record(id), ...LIGHT_FIELDS))),
  );
  for (const [index, id] of ids.entries()) addTo(page, id, found[index]);
  const next = positionOf(score, lastId);
  const isYoung = ({ createdAt }: Job) => Date.parse(createdAt) >= createdFromMs;
  page.jobs = page.jobs.filter(isYoung);
  return next && next.createdAtMs >= createdFromMs ? { ...page, next } : page;
}

function indexesOf(query: ListQuery, keys: JobKeys): string[] {
  const indexes: string[] = [];
  if (query.status !== undefined) indexes.push(keys.status(query.status));
  if (query.kind !== undefined) indexes.push(keys.kind(query.kind));
  if (query.slateId !== undefined) indexes.push(keys.slate(query.slateId));
  if (query.tenant !== undefined) indexes.push(keys.tenant(query.tenant));
  for (const tag of query.tags ?? []) indexes.push(keys.tag(tag));
  return indexes.length > 0 ? indexes : [keys.all];
}

function addTo(page: JobPage, id: string, found: Job | string | undefined): void {
  if (typeof found === 'string') page.unreadable.push({ id, reason: found });
  else if (found !== undefined) page.jobs.push(found);
}

async function readOrReason(
  id: string,
  values: Promise<(string | null)[]>,
): Promise<Job | string | undefined> {
  try {
    return readFields(id, await asReadable(id, values));
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function positionOf(score: string | undefined, id: string | undefined): ListPosition | undefined {
  return score === undefined || id === undefined ? undefined : { createdAtMs: Number(score), id };
}
