import { startRedisServer } from '@pitwall/launcher';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string;
  }
}

/** One Redis for the whole run: the one at REDIS_URL, else a throw-away server of our own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['REDIS_URL'];
  if (given) {
    project.provide('redisUrl', given);
    return async () => {};
  }
  const redis = await startRedisServer({ persistence: 'none' });
  project.provide('redisUrl', redis.url);
  return () => redis.stop();
}
