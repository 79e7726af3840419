import { randomBytes } from 'node:crypto';

import { type RedisConnection, withRedisFailures } from '@pitwall/runtime';

/** A secret that every process of the fleet has, made by whichever asks first. */
export async function sharedSecret(
  redis: RedisConnection,
  { prefix, name }: { prefix: string; name: string },
): Promise<string> {
  const key = `${prefix}:secret:${name}`;
  const made = randomBytes(32).toString('base64url');
  const known = await withRedisFailures(redis.set(key, made, 'NX', 'GET'));
  return known ?? made;
}
