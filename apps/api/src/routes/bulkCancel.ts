import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { cancel, type CancelDeps } from '../jobs/cancel.ts';
import { steerMany } from '../jobs/steerMany.ts';

export function bulkCancel(deps: CancelDeps): BoundRoute {
  return bindRoute('bulkCancel', async ({ body: wish, principal, response }) => {
    const answer = await steerMany(
      deps.store,
      { wish, principal },
      {
        // Those that wait first: a place that gets free should not be taken by one of them.
        statuses: ['pending', 'running'],
        act: async (job) => ((await cancel(deps, job)) ? undefined : 'already_ended'),
        tryOut: async () => undefined,
      },
    );
    tellAudit(response, { ...wish, ...answer, skipped: answer.skipped.length });
    response.json(answer);
  });
}
