import { memoryAccessStores } from '@pitwall/access';
import type { Backend } from '@pitwall/api/backend';
import { MemoryJobQueue } from '@pitwall/job-queue';
import { MemoryAuditLog, MemoryJobStore } from '@pitwall/job-state';
import { type Logger, systemClock, throttledErrorLog } from '@pitwall/runtime';
import { memoryWebhooks } from '@pitwall/webhooks';

/** All that Redis would hold, in the memory of this process. */
export function memoryBackend(log: Logger): Backend & { queue: MemoryJobQueue } {
  const store = new MemoryJobStore();
  const queue = new MemoryJobQueue();
  const onError = throttledErrorLog(log, 'news for webhooks got lost', systemClock);
  const webhooks = memoryWebhooks({ clock: systemClock, onError });
  store.observe(webhooks.observe);
  return {
    store,
    backlog: store.backlog,
    queue,
    audit: new MemoryAuditLog(),
    webhooks,
    ...memoryAccessStores(systemClock),
    async close() {
      await webhooks.close();
      await queue.close();
      await store.close();
    },
  };
}
