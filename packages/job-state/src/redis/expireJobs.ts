import { AppError, type Job } from '@pitwall/contract';
import { type RedisConnection, runScript } from '@pitwall/runtime';

import { isoOf } from '../jobChange.ts';
import type { ExpireOptions } from '../jobStore.ts';
import { forgetJob } from './forgetJob.ts';
import { asReadable, LIGHT_FIELDS, readFields, SCHEMA_VERSION } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';
import { EXPIRE } from './scripts.ts';

/** A newer version of this service may have written what we cannot read: it must still expire. */
const LOOK_AGAIN_AFTER_MS = 86_400_000;

/** First input and result go, then, after the history, the record and its place in every index. */
export async function expireJobs(
  redis: RedisConnection,
  keys: JobKeys,
  options: ExpireOptions,
): Promise<number> {
  const { atMs, limit } = options;
  const due = await redis.zrangebyscore(keys.expiring, '-inf', atMs, 'LIMIT', 0, limit);
  const expireOne = async (id: string) => {
    const job = await findReadable(redis, keys, id);
    if (job === 'unreadable') await redis.zadd(keys.expiring, 'XX', atMs + LOOK_AGAIN_AFTER_MS, id);
    else if (job?.expired === false) await takeData(redis, keys, { id, ...options });
    else await forgetJob(redis, keys, { id, job });
  };
  // Side by side: each is a few round trips.
  const done = await Promise.allSettled(due.map(expireOne));
  const failures = done.filter((outcome) => outcome.status === 'rejected');
  // One that cannot be touched holds up no other.
  if (failures[0] && failures.length === due.length) throw failures[0].reason;
  return due.length - failures.length;
}

/** An unreadable record is left alone: nobody knows what deleting it would lose. */
async function findReadable(
  redis: RedisConnection,
  keys: JobKeys,
  id: string,
): Promise<Job | 'unreadable' | undefined> {
  try {
    return readFields(id, await asReadable(id, redis.hmget(keys.record(id), ...LIGHT_FIELDS)));
  } catch (error) {
    if (error instanceof AppError) return 'unreadable';
    throw error;
  }
}

type Expiry = { id: string; atMs: number; historyForMs: number };

async function takeData(
  redis: RedisConnection,
  keys: JobKeys,
  { id, atMs, historyForMs }: Expiry,
): Promise<void> {
  await runScript(redis, EXPIRE, {
    keys: [keys.record(id), keys.expiring, ...keys.besides(id)],
    args: [id, SCHEMA_VERSION, String(atMs + historyForMs), isoOf(atMs), keys.prefix],
  });
}
