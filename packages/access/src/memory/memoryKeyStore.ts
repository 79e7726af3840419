import { changedKey } from '../changedKey.ts';
import type { KeyChanges, KeyRecord } from '../keyRecord.ts';
import type { KeyStore } from '../keyStore.ts';

export class MemoryKeyStore implements KeyStore {
  readonly #keys = new Map<string, KeyRecord>();

  async create(key: KeyRecord): Promise<boolean> {
    if (this.#keys.has(key.id)) return false;
    this.#keys.set(key.id, structuredClone(key));
    return true;
  }

  async find(id: string): Promise<KeyRecord | undefined> {
    return structuredClone(this.#keys.get(id));
  }

  async list(tenant?: string): Promise<KeyRecord[]> {
    const keys = [...this.#keys.values()].filter((key) => (tenant ?? key.tenant) === key.tenant);
    return structuredClone(keys.toSorted((a, b) => b.createdAtMs - a.createdAtMs));
  }

  async change(id: string, changes: KeyChanges): Promise<boolean> {
    const key = this.#keys.get(id);
    if (key) this.#keys.set(id, changedKey(key, structuredClone(changes)));
    return key !== undefined;
  }

  async hasAny(): Promise<boolean> {
    return this.#keys.size > 0;
  }
}
