export { createWebhooks, type WebhookService } from './createWebhooks.ts';
export type { DeliveryOutcome } from './deliver.ts';
export { isCidr } from './destination.ts';
export { RedisDeliveryLog } from './redis/redisDeliveryLog.ts';
export { RedisOutbox } from './redis/redisOutbox.ts';
export { RedisWebhookStore } from './redis/redisWebhookStore.ts';
export { memoryWebhooks, type WebhookBackend } from './webhookBackend.ts';
export type { Webhooks } from './webhooks.ts';
