import { NO_LIMITS } from '@pitwall/contract';

import { createKeyText, hashSecret, type KeyRecord, writeKeyText } from '../src/index.ts';

/** A key that may read jobs, and the text its owner has. */
export function aKey(changes: Partial<KeyRecord> = {}): { record: KeyRecord; text: string } {
  const key = createKeyText();
  const record: KeyRecord = {
    id: key.id,
    tenant: 'red',
    name: 'a test',
    hash: hashSecret(key.secret),
    scopes: ['jobs:read'],
    limits: NO_LIMITS,
    createdAtMs: 1_000,
    createdBy: 'admin',
    ...changes,
  };
  return { record, text: writeKeyText(key) };
}
