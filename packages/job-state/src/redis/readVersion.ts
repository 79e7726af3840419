import { Job } from '@pitwall/contract';
import type { RedisConnection } from '@pitwall/runtime';

import { SCHEMA_VERSION } from './jobFields.ts';

const Version = Job.pick({ tenant: true, status: true, version: true });

/** Undefined also for what is no job we know: whoever wants it all is told what is wrong with it. */
export async function readVersion(redis: RedisConnection, record: string) {
  const stored = await redis.hmget(record, 'schema', 'tenant', 'status', 'version');
  const [schema, tenant, status, version] = stored;
  if (schema !== SCHEMA_VERSION) return undefined;
  const parsed = Version.safeParse({ tenant, status, version: Number(version) });
  return parsed.success ? parsed.data : undefined;
}
