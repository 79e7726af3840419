import { AppError, type Job } from '@pitwall/contract';
import { type RedisConnection, runScript, script } from '@pitwall/runtime';

import type { JobPage, ListPosition, ListQuery } from '../jobStore.ts';
import { asReadable, LIGHT_FIELDS, readFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';
import { LIST_SOURCE } from './lua/list.ts';

const LIST = script(LIST_SOURCE);

/** How many jobs one page may look at: filters that match little give short pages, not slow ones. */
const LOOK_AT_MOST = 3_000;

export async function listJobs(
  redis: RedisConnection,
  keys: JobKeys,
  query: ListQuery,
): Promise<JobPage> {
  const reply = await runScript(redis, LIST, {
    keys: [orderIndexOf(query, keys), ...indexesOf(query, keys)],
    args: [JSON.stringify(questionOf(query, keys))],
  });
  const [ids, score, lastId] = reply as [string[], string?, string?];
  const page: JobPage = { jobs: [], unreadable: [] };
  const found = await Promise.all(
    ids.map((id) => readOrReason(id, redis.hmget(keys.record(id), ...LIGHT_FIELDS))),
  );
  for (const [index, id] of ids.entries()) addTo(page, id, found[index]);
  const next = positionOf(score, lastId);
  return next ? { ...page, next } : page;
}

function orderIndexOf({ order, tenant }: ListQuery, keys: JobKeys): string {
  return order?.endsWith('ended') ? keys.ended(tenant) : keys.jobs(tenant);
}

function indexesOf(query: ListQuery, keys: JobKeys): string[] {
  const { kind, slateId, tags = [] } = query;
  const statuses = statusesOf(query, keys);
  return [
    ...(statuses.length === 1 ? statuses : []),
    ...(kind === undefined ? [] : [keys.kind(kind)]),
    ...(slateId === undefined ? [] : [keys.slate(slateId)]),
    ...tags.map((tag) => keys.tag(tag)),
  ];
}

function statusesOf({ status, tenant }: ListQuery, keys: JobKeys): string[] {
  if (status === undefined) return [];
  return [...new Set([status].flat())].map((one) => keys.status(one, tenant));
}

/** What the script is asked, beside its keys. */
function questionOf(query: ListQuery, keys: JobKeys): object {
  const { tenant, words, after, order = 'newest' } = query;
  const statuses = statusesOf(query, keys);
  if (words && tenant === undefined) throw new Error('Words are looked for within one tenant only');
  return {
    all: keys.all,
    record: keys.record(''),
    isDown: order === 'newest' || order === 'last_ended',
    byCreation: !order.endsWith('ended'),
    after: after && { score: after.atMs, id: after.id },
    min: query.createdFromMs,
    max: query.createdBeforeMs,
    endedBefore: query.endedBeforeMs,
    anyOf: statuses.length > 1 ? statuses : undefined,
    text:
      words && tenant !== undefined
        ? { words, list: keys.words(tenant), index: keys.word(tenant, '') }
        : undefined,
    limit: query.limit,
    budget: LOOK_AT_MOST,
  };
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
  return score === undefined || id === undefined ? undefined : { atMs: Number(score), id };
}
