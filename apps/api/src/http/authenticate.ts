import { NO_LIMITS, type Principal, type RouteShape, SCOPES } from '@pitwall/contract';
import type { RequestHandler } from 'express';

import { setPrincipal } from './principal.ts';

/** Whoever asks where no key is needed. */
export const LOCAL: Principal = {
  keyId: 'local',
  name: 'local',
  tenant: 'default',
  scopes: new Set(SCOPES),
  limits: NO_LIMITS,
};

/** Says who asks, and that they may ask this. */
export function authenticate({ scope }: Pick<RouteShape, 'scope'>): RequestHandler[] {
  if (scope === 'public') return [];
  return [
    (_request, response, next) => {
      setPrincipal(response, LOCAL);
      next();
    },
  ];
}
