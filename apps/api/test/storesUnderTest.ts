import { randomUUID } from 'node:crypto';

import { RedisJobEvents, RedisJobStore } from '@pitwall/job-state';
import { Redis } from 'ioredis';
import { inject, onTestFinished } from 'vitest';

import { testApp } from './testApp.ts';

type TestApp = ReturnType<typeof testApp>;

/** The app on each of the stores, for what it asks of them by itself. */
export const ON_EACH_STORE: readonly (readonly [name: string, open: () => TestApp])[] = [
  ['in memory', () => testApp()],
  ['on Redis', () => onRedis()],
];

function onRedis(): TestApp {
  const redis = new Redis(inject('redisUrl'));
  const prefix = `{test-${randomUUID()}}`;
  const store = new RedisJobStore(redis, { prefix });
  const events = new RedisJobEvents(redis, { prefix });
  onTestFinished(async () => {
    await events.close();
    await store.close();
    await redis.quit();
  });
  return testApp({ redis: { store, events } });
}
