import type { Limits, Scope } from '@pitwall/contract';

/** What is kept of an API key: all but its secret. */
export type KeyRecord = {
  id: string;
  tenant: string;
  name: string;
  /** Of the secret, see `hashSecret`. */
  hash: string;
  scopes: readonly Scope[];
  limits: Limits;
  /** Networks it may be used from; everywhere where absent. */
  allowedCidrs?: readonly string[];
  createdAtMs: number;
  /** The id of the key that made it. */
  createdBy: string;
  expiresAtMs?: number;
  /** Written at most once a minute. */
  lastUsedAtMs?: number;
  revokedAtMs?: number;
};

/** What may be edited. `null` takes the expiry, or the fence of networks, away. */
export type KeyChanges = {
  name?: string;
  scopes?: readonly Scope[];
  limits?: Limits;
  allowedCidrs?: readonly string[] | null;
  expiresAtMs?: number | null;
  lastUsedAtMs?: number;
  revokedAtMs?: number;
};
