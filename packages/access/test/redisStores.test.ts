import { randomUUID } from 'node:crypto';

import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterAll, expect, inject, it } from 'vitest';

import { RedisKeyStore, RedisRateStore } from '../src/index.ts';
import { aKey } from './aKey.ts';
import { describeKeyStore } from './keyStoreContract.ts';
import { describeRateStore } from './rateStoreContract.ts';

const redis = new Redis(inject('redisUrl'));
afterAll(async () => {
  await redis.quit();
});

const ownKeys = () => ({ prefix: `{test-${randomUUID()}}` });

describeKeyStore('RedisKeyStore', () => new RedisKeyStore(redis, ownKeys()));
describeRateStore('RedisRateStore', () => new RedisRateStore(redis, ownKeys()));

it('keeps no text of a key in Redis, and its limits as JSON for the workers', async () => {
  const { prefix } = ownKeys();
  const { record, text } = aKey();
  await new RedisKeyStore(redis, { prefix }).create(record);
  const stored = await redis.hgetall(`${prefix}:apikey:${record.id}`);
  const secret = text.slice('pw_12345678_'.length, -6);
  expect(JSON.stringify(stored)).not.toContain(secret);
  expect(JSON.parse(stored['limits'] ?? '')).toEqual(record.limits);
});

it('tells a Redis that is away from a key that is not there', async () => {
  const gone = new Redis({ port: 1, lazyConnect: true, retryStrategy: () => null });
  gone.on('error', () => {});
  const store = new RedisKeyStore(gone, { prefix: '{x}' });
  await eventually(() =>
    expect(store.find('12345678')).rejects.toMatchObject({ code: 'store_unavailable' }),
  );
});
