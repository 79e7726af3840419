import type { Job } from '@pitwall/contract';

import type { ListPosition, ListQuery } from '../jobStore.ts';
import { wordsOfJob } from '../searchWords.ts';
import type { Stored } from './stored.ts';

type Found = { job: Job; position: ListPosition };

/** The jobs that a query asks for from its place on, in its order. */
export function findMatching(records: readonly Stored[], query: ListQuery): Found[] {
  const { order = 'newest', after } = query;
  const isDown = order === 'newest' || order === 'last_ended';
  const compare = (a: ListPosition, b: ListPosition) =>
    isDown ? byPosition(b, a) : byPosition(a, b);
  return records
    .map(({ job }) => ({ job, position: positionOf(job, query) }))
    .filter((found): found is Found => found.position !== undefined && matches(found.job, query))
    .filter(({ position }) => !after || compare(position, after) > 0)
    .toSorted((a, b) => compare(a.position, b.position));
}

/** Undefined for a job that has not ended, in a list of those that have. */
function positionOf({ id, createdAt, completedAt }: Job, query: ListQuery) {
  const at = query.order?.endsWith('ended') ? completedAt : createdAt;
  return at === undefined ? undefined : { atMs: Date.parse(at), id };
}

function matches(job: Job, query: ListQuery): boolean {
  const { tenant, status, kind, slateId, tags = [], words = [] } = query;
  const createdMs = Date.parse(job.createdAt);
  return (
    (tenant === undefined || job.tenant === tenant) &&
    (status === undefined || [status].flat().includes(job.status)) &&
    (kind === undefined || job.kind === kind) &&
    (slateId === undefined || job.slateId === slateId) &&
    tags.every((tag) => job.tags.includes(tag)) &&
    (query.createdFromMs === undefined || createdMs >= query.createdFromMs) &&
    (query.createdBeforeMs === undefined || createdMs < query.createdBeforeMs) &&
    isEndedInTime(job, query) &&
    hasWords(job, words)
  );
}

function isEndedInTime({ completedAt }: Job, { endedBeforeMs }: ListQuery): boolean {
  if (endedBeforeMs === undefined) return true;
  return completedAt !== undefined && Date.parse(completedAt) < endedBeforeMs;
}

function hasWords(job: Job, words: readonly string[]): boolean {
  const own = words.length > 0 ? wordsOfJob(job) : [];
  return words.every((word) => own.some((known) => known.startsWith(word)));
}

/** Oldest first; jobs of the same millisecond by id. */
function byPosition(a: ListPosition, b: ListPosition): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
