import { randomUUID } from 'node:crypto';

import { Redis } from 'ioredis';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { RedisDeliveryLog, RedisWebhookStore } from '../src/index.ts';
import { anEndpoint } from './anEndpoint.ts';
import { describeDeliveryLog } from './deliveryLogContract.ts';
import { describeWebhookStore } from './webhookStoreContract.ts';

const redis = new Redis(inject('redisUrl'));
afterAll(async () => {
  await redis.quit();
});

const freshPrefix = () => `{test-${randomUUID()}}`;

describeWebhookStore(
  'RedisWebhookStore',
  () => new RedisWebhookStore(redis, { prefix: freshPrefix() }),
);
describeDeliveryLog(
  'RedisDeliveryLog',
  (clock) => new RedisDeliveryLog(redis, { prefix: freshPrefix(), clock }),
);

describe('RedisWebhookStore', () => {
  it('names a tenant to the job store just while one of its webhooks is switched on', async () => {
    const prefix = freshPrefix();
    const store = new RedisWebhookStore(redis, { prefix });
    const isNamed = async () =>
      (await redis.sismember(`${prefix}:webhooks:tenants`, 'default')) === 1;
    const [first, second] = [anEndpoint(), anEndpoint({ enabled: false })];
    await store.add(first, 20);
    await store.add(second, 20);
    expect(await isNamed()).toBe(true);
    await store.change(first, (known) => ({ ...known, enabled: false }));
    expect(await isNamed()).toBe(false);
    await store.change(second, (known) => ({ ...known, enabled: true }));
    expect(await isNamed()).toBe(true);
    await store.remove(second);
    expect(await isNamed()).toBe(false);
  });

  it('leaves out of a list what cannot be read, and says so when it is asked for', async () => {
    const prefix = freshPrefix();
    const store = new RedisWebhookStore(redis, { prefix });
    const [sound, broken] = [anEndpoint(), anEndpoint()];
    await store.add(sound, 20);
    await store.add(broken, 20);
    await redis.hset(`${prefix}:webhooks:of:default`, broken.id, '{"half');
    expect(await store.list('default')).toEqual([sound]);
    await expect(store.find(broken)).rejects.toMatchObject({ code: 'record_unreadable' });
    await store.change(sound, (known) => ({ ...known, tags: ['x'] }));
    expect(await redis.sismember(`${prefix}:webhooks:tenants`, 'default')).toBe(1);
  });
});
