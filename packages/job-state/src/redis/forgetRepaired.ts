import { AppError } from '@pitwall/contract';
import type { RedisConnection } from '@pitwall/runtime';

import { asReadable, LIGHT_FIELDS, readFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';

const AT_ONCE = 100;

/** Stops counting as unreadable what somebody has repaired or deleted. */
export async function forgetRepaired(redis: RedisConnection, keys: JobKeys): Promise<void> {
  // Any of them, for those that stay broken must not hide the others.
  const ids = (await redis.hrandfield(keys.unreadable, AT_ONCE)) as string[];
  for (const id of ids) {
    if (await canRead(id, redis.hmget(keys.record(id), ...LIGHT_FIELDS))) {
      await redis.hdel(keys.unreadable, id);
    }
  }
}

async function canRead(id: string, values: Promise<(string | null)[]>): Promise<boolean> {
  try {
    readFields(id, await asReadable(id, values));
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
