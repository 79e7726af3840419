import { isFinished } from '@pitwall/contract';
import { isAfter } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { announceEventStream, lastEventIdOf } from '../http/eventStreamRequest.ts';
import { EventFrames } from '../live/eventFrames.ts';
import { JobFollower } from '../live/jobFollower.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'events' | 'live'>;

export function watchJob(deps: Deps): BoundRoute {
  const frames = new EventFrames();
  return bindRoute('watchJob', async ({ params, query, principal, request, response }) => {
    const job = await requireJob(deps, params.id, principal);
    const newest = await deps.events.eventOf(job.id, job.version);
    const lastEventId = lastEventIdOf(request, query);
    const knowsAll = lastEventId !== undefined && !isAfter(newest, lastEventId);
    if (isFinished(job.status) && knowsAll) {
      response.status(204).end();
      return;
    }
    announceEventStream(response);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const stream = deps.live.open(response, principal);
    const follower = new JobFollower(job, lastEventId ?? newest, { deps, stream, frames });
    await (lastEventId === undefined ? follower.fromNow() : follower.goOn());
  });
}
