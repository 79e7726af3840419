import { MemoryDeliveryQueue } from '@pitwall/job-queue';
import type { Clock } from '@pitwall/runtime';

import { MemoryDeliveryLog } from './memory/memoryDeliveryLog.ts';
import { MemoryOutbox } from './memory/memoryOutbox.ts';
import { MemoryWebhookStore } from './memory/memoryWebhookStore.ts';
import type { Outbox } from './outbox.ts';
import type { WebhookStorage } from './webhooks.ts';

/** Where webhooks are kept, and how their messages come about. */
export type WebhookBackend = {
  /** For requests: it says at once when it is away. */
  storage: WebhookStorage;
  /** For what is done in the background: it waits until it is back. */
  background: WebhookStorage & { outbox: Outbox };
  close: () => Promise<void>;
};

type MemoryParts = { clock: Clock; onError: (error: unknown) => void };

/** All of it in this process. `observe` is for the job store, which tells of every change. */
export function memoryWebhooks({
  clock,
  onError,
}: MemoryParts): WebhookBackend & Pick<MemoryOutbox, 'observe'> {
  const queue = new MemoryDeliveryQueue();
  const outbox = new MemoryOutbox({ onError });
  const storage = { store: new MemoryWebhookStore(), log: new MemoryDeliveryLog(clock), queue };
  return {
    storage,
    background: { ...storage, outbox },
    observe: outbox.observe,
    close: () => queue.close(),
  };
}
