import { AppError, type Principal } from '@pitwall/contract';

const ALL = '*';

/** Whose jobs are meant: one's own unless said otherwise; undefined is everybody's. */
export function tenantOf(
  { tenant, scopes }: Principal,
  wanted: string | undefined,
): string | undefined {
  if (wanted === undefined || wanted === tenant) return tenant;
  if (scopes.has('admin:jobs')) return wanted === ALL ? undefined : wanted;
  throw new AppError('forbidden', 'Jobs of another tenant need a key with the scope admin:jobs', {
    details: [{ parameter: 'tenant', detail: `this key is of the tenant ${tenant}` }],
  });
}
