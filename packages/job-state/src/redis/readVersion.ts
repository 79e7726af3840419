import { Job } from '@pitwall/contract';
import type { RedisConnection } from '@pitwall/runtime';

import { SCHEMA_VERSION } from './jobFields.ts';

const FIELDS = ['schema', 'tenant', 'status', 'version', 'run_at', 'next_attempt_at'];

const Version = Job.pick({
  tenant: true,
  status: true,
  version: true,
  runAt: true,
  nextAttemptAt: true,
});

/** Undefined also for what is no job we know: whoever wants it all is told what is wrong with it. */
export async function readVersion(redis: RedisConnection, record: string) {
  const [schema, tenant, status, version, runAt, nextAttemptAt] = await redis.hmget(
    record,
    ...FIELDS,
  );
  if (schema !== SCHEMA_VERSION) return undefined;
  const parsed = Version.safeParse({
    tenant,
    status,
    version: Number(version),
    runAt: runAt ?? undefined,
    nextAttemptAt: nextAttemptAt ?? undefined,
  });
  return parsed.success ? parsed.data : undefined;
}
