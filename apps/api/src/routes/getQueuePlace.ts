import type { QueuePlace } from '@pitwall/contract';
import type { QueuePlace as Place } from '@pitwall/job-queue';
import { type Capacity, WORKER_ALIVE_MS } from '@pitwall/job-state';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { waitEstimate } from '../jobs/waitEstimate.ts';
import { requireJob } from './getJob.ts';

type Deps = Pick<AppDeps, 'store' | 'queue' | 'usage' | 'clock'>;

export function getQueuePlace(deps: Deps): BoundRoute {
  const { store, queue, clock } = deps;
  return bindRoute('getQueuePlace', async ({ params, principal, response }) => {
    const job = await requireJob(deps, params.id, principal);
    const [place, capacity] = await Promise.all([
      queue.findPlace(job),
      store.findCapacity(clock.now() - WORKER_ALIVE_MS),
    ]);
    response.setHeader('Cache-Control', 'no-store');
    response.json({ ...capacity, ...(await described(deps, place, capacity)) });
  });
}

async function described(
  { usage }: Deps,
  place: Place,
  { threads }: Capacity,
): Promise<Omit<QueuePlace, keyof Capacity>> {
  const { type: state } = place;
  switch (place.type) {
    case 'waiting': {
      const { ahead, running, kinds, isPaused } = place;
      if (isPaused) return { state, position: ahead, wait: null, reason: 'queue_paused' };
      const different = [...new Set(kinds)];
      const times = await usage.findServiceTimes(different);
      const serviceTimes = kinds.map((kind) => times[different.indexOf(kind)] ?? []);
      return { state, position: ahead, ...waitEstimate({ ahead, running, threads, serviceTimes }) };
    }
    case 'delayed': {
      const notBefore = new Date(place.untilMs).toISOString();
      return { state, notBefore, wait: null, reason: 'delayed' };
    }
    case 'running':
    case 'none':
      return { state, wait: null, reason: 'not_waiting' };
  }
}
