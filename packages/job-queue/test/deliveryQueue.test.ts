import { randomUUID } from 'node:crypto';

import { connectRedis, createLogger } from '@pitwall/runtime';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { BullDeliveryQueue, MemoryDeliveryQueue } from '../src/index.ts';
import { describeDeliveryQueue } from './deliveryQueueContract.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const redis = connectRedis(
  { type: 'single', url: inject('redisUrl') },
  { patience: 'patient', log },
);
afterAll(async () => {
  await redis.quit();
});

function onError(error: unknown): void {
  throw error;
}

const freshPrefix = () => `{test-${randomUUID()}}`;

describeDeliveryQueue('MemoryDeliveryQueue', () => new MemoryDeliveryQueue());
describeDeliveryQueue(
  'BullDeliveryQueue',
  () => new BullDeliveryQueue({ redis, prefix: freshPrefix(), onError }),
);

describe('BullDeliveryQueue', () => {
  it('is a queue of its own beside that of the jobs', async () => {
    const prefix = freshPrefix();
    const queue = new BullDeliveryQueue({ redis, prefix, onError });
    await queue.add({
      id: 'msg_a',
      round: 0,
      tenant: 'default',
      webhookId: 'wh_a',
      type: 'ping',
      jobId: undefined,
      body: '{}',
      createdAtMs: 1,
    });
    expect(await redis.exists(`${prefix}:bull:webhooks:msg_a_0`)).toBe(1);
    expect(await redis.exists(`${prefix}:bull:jobs:wait`)).toBe(0);
    await queue.close();
  });
});
