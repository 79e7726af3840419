import type { AuditEntry } from '@pitwall/contract';

/** How many acts of a tenant are kept, about. */
export const AUDIT_ENTRIES_KEPT = 10_000;

export type AuditPage = {
  entries: AuditEntry[];
  /** The id to go on before; absent at the end. */
  next?: string;
};

/** Who did what. test/auditLogContract.ts says what every implementation must do. */
export interface AuditLog {
  write(entry: Omit<AuditEntry, 'id'>): Promise<void>;
  /** Newest first. `before`: only what is older than the entry of this id. */
  list(query: { tenant: string; limit: number; before?: string | undefined }): Promise<AuditPage>;
}
