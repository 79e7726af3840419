import { AppError, type Principal } from '@pitwall/contract';
import type { JobEvent } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { announceEventStream, lastEventIdOf } from '../http/eventStreamRequest.ts';
import { EventFrames } from '../live/eventFrames.ts';
import { TenantFollower } from '../live/tenantFollower.ts';

export function watchTenant({ events, live }: Pick<AppDeps, 'events' | 'live'>): BoundRoute {
  const frames = new EventFrames();
  return bindRoute('watchTenant', async ({ query, principal, request, response }) => {
    const tenant = tenantAsked(query.tenant, principal);
    announceEventStream(response);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const stream = live.open(response, principal);
    const isWanted = filterOf(query);
    const follower = new TenantFollower({ events, tenant, stream, frames, isWanted });
    const lastEventId = lastEventIdOf(request, query);
    await (lastEventId === undefined ? follower.fromNow() : follower.goOn(lastEventId));
  });
}

function tenantAsked(wanted: string | undefined, { tenant, scopes }: Principal): string {
  if (wanted === undefined || wanted === tenant || scopes.has('admin:jobs'))
    return wanted ?? tenant;
  throw new AppError('forbidden', 'Only a key with admin:jobs may look at another tenant');
}

type Filter = { kind?: string | undefined; types?: string | undefined };

function filterOf({ kind, types }: Filter): (event: JobEvent) => boolean {
  const wanted = types === undefined ? undefined : new Set(types.split(','));
  return (event) =>
    (kind === undefined || event.kind === kind) && (wanted === undefined || wanted.has(event.type));
}
