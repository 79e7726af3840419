import type { Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { rateRule } from '../http/guards/requestLimits.ts';
import { OVER_QUOTA } from '../jobs/noRoom.ts';
import { requireRetryable, retry, type RetryDeps } from '../jobs/retry.ts';
import { steerMany } from '../jobs/steerMany.ts';
import { TrialRetries } from '../jobs/trialRetries.ts';

export function bulkRetry(deps: RetryDeps): BoundRoute {
  return bindRoute('bulkRetry', async ({ body, principal, response }) => {
    const { fromStart, ...wish } = body;
    const trial = new TrialRetries(deps, principal);
    const answer = await steerMany(
      deps.store,
      { wish, principal },
      {
        statuses: ['failed', 'cancelled'],
        async act({ id }) {
          if (!(await maySubmit(deps, principal))) return 'rate_limited';
          const outcome = await retry(deps, { id, fromStart, principal });
          return outcome.type === 'over_quota' ? OVER_QUOTA[outcome.limit] : undefined;
        },
        async tryOut(job) {
          requireRetryable(job, deps.kinds, deps.clock.now());
          return await trial.take(job);
        },
      },
    );
    tellAudit(response, { ...body, ...answer, skipped: answer.skipped.length });
    response.json(answer);
  });
}

/** Each retry is a submit; a single one has been counted when it comes to its route. */
async function maySubmit({ access }: Pick<AppDeps, 'access'>, principal: Principal) {
  const rule = rateRule(principal, 'submitsPerMinute');
  return rule === undefined || (await access.limiter.take(rule, 1)).isAllowed;
}
