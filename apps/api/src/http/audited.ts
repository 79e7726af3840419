import { AppError } from '@pitwall/contract';
import type { Response } from 'express';

import type { AppDeps } from './appDeps.ts';
import type { BoundRoute, Handler } from './bindRoute.ts';
import { correlationIdOf } from './correlation.ts';
import { holdAnswer } from './holdAnswer.ts';

type Deps = Pick<AppDeps, 'audit' | 'clock' | 'log' | 'metrics'>;
type AnyCall = Parameters<Handler<BoundRoute['shape']>>[0];

/** For a handler whose address does not say all there is to remember of the act. */
export function tellAudit(response: Response, details: object): void {
  response.locals['auditDetails'] = details;
}

/**
 * The route, with each call of it written to the audit log if its description names it there. Answered
 * means noted, or told as an error by the process log: the answer waits for that.
 */
export function audited(deps: Deps, route: BoundRoute): BoundRoute {
  const { audit: action } = route.shape;
  if (action === undefined) return route;
  return {
    ...route,
    async handle(call) {
      const letGo = holdAnswer(call.response);
      try {
        await route.handle(call);
        await note(deps, call, { action, outcome: 'done' });
      } catch (error) {
        const outcome = error instanceof AppError ? error.code : 'internal_error';
        const noted = note(deps, call, { action, outcome });
        // Without the store nothing was done, and it would take as long again to learn that.
        if (outcome !== 'store_unavailable') await noted;
        throw error;
      } finally {
        letGo();
      }
    },
  };
}

/** Never fails: an act is not undone because it could not be noted. */
async function note(
  { audit, clock, log, metrics }: Deps,
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
    metrics.unaudited();
    log.error({ err: error, entry }, 'act not written to the audit log');
  }
}
