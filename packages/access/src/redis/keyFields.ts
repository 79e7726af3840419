import { AppError, Limits, Scope } from '@pitwall/contract';
import { z } from 'zod';

import type { KeyChanges, KeyRecord } from '../keyRecord.ts';

/** How each part of a key is called in its hash, and how it is written there. */
const FIELDS = {
  tenant: { name: 'tenant', isJson: false },
  name: { name: 'name', isJson: false },
  hash: { name: 'hash', isJson: false },
  scopes: { name: 'scopes', isJson: true },
  // Workers read this one too: how many jobs of the key may run, and for how long in a day.
  limits: { name: 'limits', isJson: true },
  allowedCidrs: { name: 'allowed_cidrs', isJson: true },
  createdAtMs: { name: 'created_ms', isJson: true },
  createdBy: { name: 'created_by', isJson: false },
  expiresAtMs: { name: 'expires_ms', isJson: true },
  lastUsedAtMs: { name: 'last_used_ms', isJson: true },
  revokedAtMs: { name: 'revoked_ms', isJson: true },
} as const satisfies Record<Exclude<keyof KeyRecord, 'id'>, { name: string; isJson: boolean }>;

const Stored = z.object({
  id: z.string(),
  tenant: z.string(),
  name: z.string(),
  hash: z.string(),
  scopes: z.array(Scope),
  limits: Limits,
  allowedCidrs: z.array(z.string()).exactOptional(),
  createdAtMs: z.number(),
  createdBy: z.string(),
  expiresAtMs: z.number().exactOptional(),
  lastUsedAtMs: z.number().exactOptional(),
  revokedAtMs: z.number().exactOptional(),
});

/** Field and value in turns; an empty value is a field to delete. */
export function writeKeyFields(key: KeyRecord | KeyChanges): string[] {
  return Object.entries(FIELDS).flatMap(([property, { name }]) => {
    const value = key[property as keyof KeyChanges];
    if (value === undefined) return [];
    if (value === null) return [name, ''];
    return [name, typeof value === 'string' ? value : JSON.stringify(value)];
  });
}

export function readKeyFields(id: string, stored: Record<string, string>): KeyRecord | undefined {
  if (Object.keys(stored).length === 0) return undefined;
  try {
    const entries = Object.entries(FIELDS)
      .filter(([, { name }]) => stored[name] !== undefined)
      .map(([property, { name, isJson }]) => {
        const text = stored[name] ?? '';
        return [property, isJson ? (JSON.parse(text) as unknown) : text];
      });
    return Stored.parse({ id, ...Object.fromEntries(entries) });
  } catch (error) {
    // Without what it says, which holds a hash.
    throw new AppError('record_unreadable', `The record of API key ${id} cannot be read`, {
      cause: error,
    });
  }
}
