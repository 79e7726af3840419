import type { KeyChanges, KeyRecord } from './keyRecord.ts';

export function changedKey(key: KeyRecord, changes: KeyChanges): KeyRecord {
  const entries = Object.entries({ ...key, ...changes });
  return Object.fromEntries(
    entries.filter(([, value]) => value !== null && value !== undefined),
  ) as KeyRecord;
}
