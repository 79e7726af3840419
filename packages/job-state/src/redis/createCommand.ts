import { createHash } from 'node:crypto';

import { submittedData } from '../events/eventData.ts';
import type { NewJob } from '../jobStore.ts';
import { SCHEMA_VERSION, writeFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';

/** Keys and arguments of the script that creates a record. */
export function createCommand({ job, input, idempotency }: NewJob, keys: JobKeys) {
  const { id, tenant } = job;
  const score = Date.parse(job.createdAt);
  const control = {
    id,
    score,
    prefix: keys.prefix,
    event: JSON.stringify(submittedData(job)),
    fingerprint: idempotency?.fingerprint,
    keepForMs: idempotency?.keepForMs,
  };
  const idempotencyKeys = idempotency
    ? [keys.idempotency(sha256(JSON.stringify([tenant, idempotency.key])))]
    : [];
  return {
    keys: [keys.record(id), keys.events(id), ...idempotencyKeys, ...keys.indexesOf(job)],
    args: [
      JSON.stringify(control),
      'schema',
      SCHEMA_VERSION,
      'updated_ms',
      String(score),
      'input_params',
      JSON.stringify(input),
      ...writeFields(job),
    ],
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
