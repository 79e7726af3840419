import type { ApiKey } from '@pitwall/contract';

import { type Column, plainTable } from './plainTable.ts';
import { plainText } from './plainText.ts';
import { utcTime } from './utcTime.ts';

type KeyColumn = Column & { of: (key: ApiKey) => string };

const COLUMNS: readonly KeyColumn[] = [
  { head: 'ID', of: ({ id }) => id },
  { head: 'NAME', of: ({ name }) => plainText(name) },
  { head: 'TENANT', of: ({ tenant }) => tenant },
  { head: 'SCOPES', of: ({ scopes }) => scopes.join(' ') },
  { head: 'LAST USED', of: ({ lastUsedAt }) => (lastUsedAt ? utcTime(lastUsedAt) : 'never') },
  { head: 'STATE', of: stateOf },
];

export function keyTable(keys: readonly ApiKey[]): string {
  return plainTable(
    COLUMNS,
    keys.map((key) => COLUMNS.map((column) => column.of(key))),
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt !== undefined) return `revoked ${utcTime(revokedAt)}`;
  return expiresAt === undefined ? 'valid' : `until ${utcTime(expiresAt)}`;
}
