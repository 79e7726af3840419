import { AppError, type Principal, type RouteShape } from '@pitwall/contract';
import type { Request, RequestHandler } from 'express';

import type { AppDeps } from './appDeps.ts';
import { refuseForeignPage } from './guards/foreignPage.ts';
import { isLocalRequest } from './guards/localRequest.ts';
import { limitRequests } from './guards/requestLimits.ts';
import type { Guards } from './mountRoutes.ts';
import { setPrincipal } from './principal.ts';

type Deps = Pick<AppDeps, 'access' | 'clock'>;

/** RFC 6750, section 2.1. */
const BEARER = /^Bearer +(?<key>[\w.~+/-]+=*) *$/i;

/** Says who asks, that they may ask this, and that they do not ask too much. */
export function authenticate(deps: Deps): Guards {
  return ({ scope }) => (scope === 'public' ? [] : [guard(deps, scope)]);
}

function guard(deps: Deps, scope: Exclude<RouteShape['scope'], 'public'>): RequestHandler {
  const { authenticator, corsOrigins } = deps.access;
  return async (request, response, next) => {
    // What a key may see is for nobody else, whatever stands in between.
    response.vary('Authorization').setHeader('Cache-Control', 'private, no-cache');
    const key = bearerKey(request);
    const principal = await authenticator.authenticate({
      key,
      address: request.ip ?? '',
      isLocal: () => isLocalRequest(request),
    });
    if (key === undefined) refuseForeignPage(request, corsOrigins);
    setPrincipal(response, principal);
    await limitRequests(deps, principal, response);
    if (scope !== 'any') requireScope(principal, scope);
    next();
  };
}

export function requireScope(
  { scopes, keyId }: Principal,
  scope: Exclude<RouteShape['scope'], 'public' | 'any'>,
): void {
  if (scopes.has(scope)) return;
  throw new AppError('forbidden', `The API key ${keyId} lacks the scope ${scope}`);
}

/** What stands there in another form is a key nobody has, not none. */
export function bearerKey(request: Request): string | undefined {
  const header = request.headers.authorization;
  return header === undefined ? undefined : (BEARER.exec(header)?.groups?.['key'] ?? '');
}
