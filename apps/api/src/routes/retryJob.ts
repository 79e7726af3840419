import { acceptJob } from '../http/acceptJob.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { retry, type RetryDeps } from '../jobs/retry.ts';

export function retryJob(deps: RetryDeps): BoundRoute {
  return bindRoute('retryJob', async ({ params, body, principal, response }) => {
    tellAudit(response, body);
    acceptJob(response, { accepted: await retry(deps, { ...params, ...body, principal }) });
  });
}
