import type { KeyRecord } from '@pitwall/access';
import type { ApiKey } from '@pitwall/contract';

/** A key as the API shows it. */
export function apiKeyView(record: KeyRecord): ApiKey {
  const { id, name, tenant, scopes, limits, allowedCidrs, createdBy } = record;
  const { createdAtMs, expiresAtMs, lastUsedAtMs, revokedAtMs } = record;
  return {
    id,
    name,
    tenant,
    scopes: [...scopes],
    limits,
    ...(allowedCidrs && { allowedCidrs: [...allowedCidrs] }),
    createdAt: isoTime(createdAtMs),
    createdBy,
    ...(expiresAtMs !== undefined && { expiresAt: isoTime(expiresAtMs) }),
    ...(lastUsedAtMs !== undefined && { lastUsedAt: isoTime(lastUsedAtMs) }),
    ...(revokedAtMs !== undefined && { revokedAt: isoTime(revokedAtMs) }),
  };
}

function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
