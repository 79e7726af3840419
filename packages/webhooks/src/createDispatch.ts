import type { DeliveryQueue } from '@pitwall/job-queue';
import type { Clock } from '@pitwall/runtime';

import { deliveryId, pendingDelivery } from './delivery.ts';
import type { DeliveryLog } from './deliveryLog.ts';
import type { Endpoint } from './endpoint.ts';
import { messageOf } from './message.ts';
import type { Dispatch, JobNews } from './outbox.ts';
import type { WebhookStore } from './webhookStore.ts';

export type DispatchParts = {
  store: WebhookStore;
  log: DeliveryLog;
  queue: DeliveryQueue;
  clock: Clock;
};

/** Makes one delivery of news for each webhook that wants it. Done twice, it does the same. */
export function createDispatch({ store, log, queue, clock }: DispatchParts): Dispatch {
  return async (news) => {
    const tenants = [...new Set(news.map(({ job }) => job.tenant))];
    const lists = await Promise.all(tenants.map((tenant) => store.list(tenant)));
    const endpoints = lists.flat();
    const createdAtMs = clock.now();
    const deliveries = news.flatMap((item) =>
      endpoints
        .filter((endpoint) => wants(endpoint, item))
        .map((endpoint) => ({ ...deliveryOf(endpoint, item), createdAtMs })),
    );
    await Promise.all(
      deliveries.map(async (delivery) => {
        await log.add(pendingDelivery(delivery));
        await queue.add(delivery);
      }),
    );
  };
}

/** An empty list of events, kinds or tags wants them all. */
function wants(endpoint: Endpoint, { event, job }: JobNews): boolean {
  const { enabled, tenant, events, kinds, tags } = endpoint;
  if (!enabled || tenant !== job.tenant) return false;
  if (events.length > 0 && !events.includes(event)) return false;
  if (kinds.length > 0 && !kinds.includes(job.kind)) return false;
  return tags.length === 0 || job.tags.some((tag) => tags.includes(tag));
}

function deliveryOf({ id: webhookId, tenant }: Endpoint, news: JobNews) {
  return {
    id: deliveryId(news.id, webhookId),
    round: 0,
    tenant,
    webhookId,
    type: news.event,
    jobId: news.job.id,
    body: JSON.stringify(messageOf(news)),
  };
}
