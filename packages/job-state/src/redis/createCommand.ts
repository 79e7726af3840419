import { createHash } from 'node:crypto';

import type { NewJob } from '../jobStore.ts';
import type { JobKeys } from './jobKeys.ts';
import { newRecord } from './newRecord.ts';

/** Keys and arguments of the script that creates a record. */
export async function createCommand(newJob: NewJob, keys: JobKeys) {
  const { job, idempotency } = newJob;
  const { id, status, kind, priority, tenant } = job;
  const score = Date.parse(job.createdAt);
  const control = {
    id,
    score,
    event: JSON.stringify({ status, kind, priority }),
    facts: keys.factsOf(job),
    fingerprint: idempotency?.fingerprint,
    keepForMs: idempotency?.keepForMs,
  };
  const idempotencyKeys = idempotency
    ? [keys.idempotency(sha256(JSON.stringify([tenant, idempotency.key])))]
    : [];
  return {
    keys: [keys.record(id), keys.events(id), ...idempotencyKeys, ...keys.indexesOf(job)],
    args: [JSON.stringify(control), ...(await newRecord(newJob))],
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
