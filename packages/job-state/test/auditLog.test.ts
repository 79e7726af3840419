import { randomUUID } from 'node:crypto';

import { Redis } from 'ioredis';
import { afterAll, inject } from 'vitest';

import { MemoryAuditLog, RedisAuditLog } from '../src/index.ts';
import { describeAuditLog } from './auditLogContract.ts';

const redis = new Redis(inject('redisUrl'));
afterAll(async () => {
  await redis.quit();
});

describeAuditLog('MemoryAuditLog', () => new MemoryAuditLog());
describeAuditLog(
  'RedisAuditLog',
  () => new RedisAuditLog(redis, { prefix: `{test-${randomUUID()}}` }),
);
