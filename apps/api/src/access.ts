import { type AccessStores, Authenticator, KeyRing, RateLimiter } from '@pitwall/access';
import type { Limits } from '@pitwall/contract';
import type { Clock } from '@pitwall/runtime';

import type { ApiConfig } from './config.ts';

/** Who may do what, and how much of it. */
export type Access = Pick<AccessStores, 'keys'> & {
  authenticator: Authenticator;
  ring: KeyRing;
  limiter: RateLimiter;
  /** Of a new key, where who makes it does not say. */
  defaultLimits: Limits;
  /** Pages of these origins may ask too. */
  corsOrigins: readonly string[];
  /** Proxies whose word on the address of a client is taken. */
  trustedProxies: readonly string[];
};

export function createAccess(
  config: ApiConfig['access'],
  { keys, rates }: AccessStores,
  clock: Clock,
): Access {
  const { auth, adminKey, ...rest } = config;
  const ring = new KeyRing(keys, clock);
  return {
    ...rest,
    keys,
    ring,
    authenticator: new Authenticator({ auth, adminKey, ring, clock }),
    limiter: new RateLimiter(rates, clock),
  };
}
