import { AppError } from '@pitwall/contract';
import type { Response } from 'express';

import type { AppDeps } from './appDeps.ts';
import type { BoundRoute, Handler } from './bindRoute.ts';
import { correlationIdOf } from './correlation.ts';

type Deps = Pick<AppDeps, 'audit' | 'clock' | 'log'>;
type AnyCall = Parameters<Handler<BoundRoute['shape']>>[0];

/** For a handler whose address does not say all there is to remember of the act. */
export function tellAudit(response: Response, details: object): void {
  response.locals['auditDetails'] = details;
}

/** The route, with each call of it written to the audit log if its description names it there. */
export function audited(deps: Deps, route: BoundRoute): BoundRoute {
  const { audit: action } = route.shape;
  if (action === undefined) return route;
  return {
    ...route,
    async handle(call) {
      try {
        await route.handle(call);
        void note(deps, call, { action, outcome: 'done' });
      } catch (error) {
        const outcome = error instanceof AppError ? error.code : 'internal_error';
        void note(deps, call, { action, outcome });
        throw error;
      }
    },
  };
}

/** Nobody waits for it: an act must not fail, or take longer, because it could not be noted. */
async function note(
  { audit, clock, log }: Deps,
  { principal, params, response }: AnyCall,
  what: { action: string; outcome: string },
): Promise<void> {
  const { keyId, name: keyName, tenant } = principal;
  const target = (params as Record<string, string | undefined>)['id'];
  const details: unknown = response.locals['auditDetails'];
  const entry = {
    at: new Date(clock.now()).toISOString(),
    tenant,
    keyId,
    keyName,
    ...what,
    ...(target === undefined ? {} : { target }),
    correlationId: correlationIdOf(response),
    ...(details === undefined ? {} : { details }),
  };
  try {
    await audit.write(entry);
  } catch (error) {
    log.error({ err: error, entry }, 'act not written to the audit log');
  }
}
