import type { MemoryJobStore } from '@pitwall/job-state';
import type { Clock } from '@pitwall/runtime';
import { createWebhooks, memoryWebhooks } from '@pitwall/webhooks';

function onError(error: unknown): void {
  throw error;
}

/** Webhooks that may lead to this machine. They send once a test has started them; it stops them, too. */
export function testWebhooks({ store, clock }: { store: MemoryJobStore; clock: Clock }) {
  const backend = memoryWebhooks({ clock, onError });
  store.observe(backend.observe);
  return createWebhooks({
    ...backend,
    clock,
    onError,
    rules: { allowHttp: true, allowCidrs: ['127.0.0.0/8'] },
  });
}
