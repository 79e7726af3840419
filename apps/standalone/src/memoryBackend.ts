import { randomUUID } from 'node:crypto';

import { memoryAccessStores } from '@pitwall/access';
import type { Backend } from '@pitwall/api/backend';
import { MemoryJobQueue } from '@pitwall/job-queue';
import {
  type DueTimes,
  MemoryAuditLog,
  MemoryDueTimes,
  MemoryJobEvents,
  MemoryJobStats,
  MemoryJobStore,
} from '@pitwall/job-state';
import { type Logger, systemClock, throttledErrorLog } from '@pitwall/runtime';
import { memoryWebhooks } from '@pitwall/webhooks';

/** All that Redis would hold, in the memory of this process. */
export function memoryBackend(
  log: Logger,
): Backend & { queue: MemoryJobQueue; dueTimes: DueTimes } {
  const access = memoryAccessStores(systemClock);
  const store = new MemoryJobStore({
    findRunningLimit: async (keyId) => (await access.keys.find(keyId))?.limits.runningJobs,
  });
  const queue = new MemoryJobQueue();
  const { backlog, usage } = store;
  const cursorSecret = randomUUID();
  const onError = throttledErrorLog(log, 'news for webhooks got lost', systemClock);
  const webhooks = memoryWebhooks({ clock: systemClock, onError });
  store.observe(webhooks.observe);
  return {
    ...access,
    store,
    events: new MemoryJobEvents(store),
    backlog,
    queue,
    usage,
    audit: new MemoryAuditLog(),
    stats: new MemoryJobStats(store),
    dueTimes: new MemoryDueTimes(),
    cursorSecret: async () => cursorSecret,
    webhooks,
    async close() {
      await webhooks.close();
      await queue.close();
      await store.close();
    },
  };
}
