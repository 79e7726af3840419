import { MemoryAuditLog, RedisAuditLog } from '../src/index.ts';
import { describeAuditLog } from './auditLogContract.ts';
import { freshPrefix, useRedis } from './useRedis.ts';

const { redis } = useRedis();

describeAuditLog('MemoryAuditLog', () => new MemoryAuditLog());
describeAuditLog('RedisAuditLog', () => new RedisAuditLog(redis, { prefix: freshPrefix() }));
