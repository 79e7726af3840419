import type { KeyChanges, KeyRecord } from './keyRecord.ts';

/** API keys as they are kept. A revoked one stays, so that a log of the past can be read. */
export type KeyStore = {
  /** False, and nothing written, where the id is taken. */
  create(key: KeyRecord): Promise<boolean>;
  find(id: string): Promise<KeyRecord | undefined>;
  /** Newest first; of every tenant unless one is named. */
  list(tenant?: string): Promise<KeyRecord[]>;
  /** False where there is no such key: a change never makes one. */
  change(id: string, changes: KeyChanges): Promise<boolean>;
  /** Whether there has ever been a key. */
  hasAny(): Promise<boolean>;
};
