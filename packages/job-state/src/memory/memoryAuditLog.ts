import type { AuditEntry } from '@pitwall/contract';

import { AUDIT_ENTRIES_KEPT, type AuditLog, type AuditPage } from '../auditLog.ts';

export class MemoryAuditLog implements AuditLog {
  readonly #entries = new Map<string, AuditEntry[]>();
  #written = 0;

  async write(entry: Omit<AuditEntry, 'id'>): Promise<void> {
    const entries = this.#entries.get(entry.tenant) ?? [];
    this.#entries.set(entry.tenant, entries);
    this.#written += 1;
    entries.unshift(structuredClone({ id: `${this.#written}-0`, ...entry }));
    if (entries.length > AUDIT_ENTRIES_KEPT) entries.pop();
  }

  async list(query: { tenant: string; limit: number; before?: string }): Promise<AuditPage> {
    const { tenant, limit, before } = query;
    const all = this.#entries.get(tenant) ?? [];
    const older =
      before === undefined ? all : all.filter(({ id }) => numberOf(id) < numberOf(before));
    const entries = structuredClone(older.slice(0, limit));
    const last = entries.at(-1);
    return last && older.length > limit ? { entries, next: last.id } : { entries };
  }
}

function numberOf(id: string): number {
  return Number.parseInt(id, 10);
}
