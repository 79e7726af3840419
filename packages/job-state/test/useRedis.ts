import { randomUUID } from 'node:crypto';

import { Redis } from 'ioredis';
import { afterAll, afterEach, inject } from 'vitest';

import { RedisJobStore } from '../src/index.ts';

export function freshPrefix(): string {
  return `{test-${randomUUID()}}`;
}

/** A connection for the tests of a file, and stores that are closed after each test. */
export function useRedis() {
  const redis = new Redis(inject('redisUrl'));
  const stores: RedisJobStore[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(async () => {
    await redis.quit();
  });
  const createStore = (prefix = freshPrefix()): RedisJobStore => {
    const store = new RedisJobStore(redis, { prefix });
    stores.push(store);
    return store;
  };
  return { redis, createStore };
}
