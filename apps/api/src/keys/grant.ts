import { AppError, type Principal, type Scope } from '@pitwall/contract';

/** Nobody can give what they do not have, or a key could make itself a stronger one. */
export function requireGrantable(principal: Principal, scopes: readonly Scope[]): void {
  const missing = scopes.filter((scope) => !principal.scopes.has(scope));
  if (missing.length === 0) return;
  throw new AppError(
    'forbidden',
    `The API key ${principal.keyId} cannot give the scope ${missing.join(', ')}, which it lacks`,
  );
}

/** Who looks after the jobs of all tenants looks after their keys too, if after keys at all. */
export function reachesTenant({ tenant, scopes }: Principal, other: string): boolean {
  return tenant === other || scopes.has('admin:jobs');
}

/** A key that has expired before it is made is a mistake. */
export function expiryMs(expiresAt: string, nowMs: number): number {
  const atMs = Date.parse(expiresAt);
  if (atMs > nowMs) return atMs;
  throw new AppError('invalid_request', 'The expiry is in the past', {
    details: [{ pointer: '#/expiresAt', detail: 'must be in the future' }],
  });
}
