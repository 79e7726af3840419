import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { requireRetryable, retry, type RetryDeps } from '../jobs/retry.ts';
import { steerMany } from '../jobs/steerMany.ts';

export function bulkRetry(deps: RetryDeps): BoundRoute {
  return bindRoute('bulkRetry', async ({ body, principal, response }) => {
    const { fromStart, ...wish } = body;
    const answer = await steerMany(
      deps.store,
      { wish, principal },
      {
        statuses: ['failed', 'cancelled'],
        check: (job) => requireRetryable(job, deps.kinds, deps.clock.now()),
        async act({ id }) {
          await retry(deps, { id, fromStart, principal });
          return undefined;
        },
      },
    );
    tellAudit(response, { ...body, ...answer, skipped: answer.skipped.length });
    response.json(answer);
  });
}
