import { startRedisServer } from '@pitwall/launcher';
import type { TestProject } from 'vitest/node';

import { buildKernels } from './packages/universe/build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string;
  }
}

/**
 * The compiled kernels, which tests that import sources need too, and one Redis for the whole run: the
 * one at REDIS_URL, else a throw-away server of our own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildKernels();
  const given = process.env['REDIS_URL'];
  if (given) {
    project.provide('redisUrl', given);
    return async () => {};
  }
  const redis = await startRedisServer({ persistence: 'none' });
  project.provide('redisUrl', redis.url);
  return () => redis.stop();
}
