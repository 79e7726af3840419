import { type Logger, systemClock, throttledErrorLog } from '@pitwall/runtime';
import { createWebhooks, type WebhookService } from '@pitwall/webhooks';

import type { ApiMetrics } from '../apiMetrics.ts';
import type { Backend } from '../backend.ts';
import type { ApiConfig } from '../config.ts';

type Parts = { log: Logger; backend: Backend; metrics: ApiMetrics };

/** The webhooks of this process: what the routes work with, and what sends the messages. */
export function apiWebhooks(config: ApiConfig, { log, backend, metrics }: Parts): WebhookService {
  return createWebhooks({
    ...backend.webhooks,
    ...config.webhooks,
    clock: systemClock,
    onOutcome: metrics.delivered,
    onError: throttledErrorLog(log, 'webhook delivery broke', systemClock),
  });
}
