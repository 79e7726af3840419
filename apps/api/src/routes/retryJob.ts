import { acceptJob } from '../http/acceptJob.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { noRoom } from '../jobs/noRoom.ts';
import { retry, type RetryDeps } from '../jobs/retry.ts';

export function retryJob(deps: RetryDeps): BoundRoute {
  return bindRoute('retryJob', async ({ params, body, principal, response }) => {
    tellAudit(response, body);
    const outcome = await retry(deps, { ...params, ...body, principal });
    if (outcome.type === 'over_quota') {
      throw await noRoom(deps, outcome, { principal: outcome.key, jobs: 1 });
    }
    acceptJob(response, { accepted: outcome.job, atMs: deps.clock.now() });
  });
}
