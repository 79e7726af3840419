import type { Clock, HealthCheck } from '@pitwall/runtime';

import type { JobStore } from './jobStore.ts';

/** A worker beats every second; one that has been silent for this long is not counted. */
export const WORKER_ALIVE_MS = 5_000;

/** What readiness asks of a store. No worker alive is worth showing, and no reason to be unready. */
export function storeChecks(store: JobStore, clock: Clock): HealthCheck[] {
  return [
    { name: 'store', check: () => store.check() },
    {
      name: 'workers',
      check: async () => {
        const { workers, threads } = await store.findCapacity(clock.now() - WORKER_ALIVE_MS);
        return { live: workers, threads };
      },
    },
  ];
}
