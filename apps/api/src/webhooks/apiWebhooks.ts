import { type Logger, systemClock, throttledErrorLog } from '@pitwall/runtime';
import { createWebhooks, type WebhookService } from '@pitwall/webhooks';

import type { Backend } from '../backend.ts';
import type { ApiConfig } from '../config.ts';

type Parts = { log: Logger; backend: Backend };

/** The webhooks of this process: what the routes work with, and what sends the messages. */
export function apiWebhooks(config: ApiConfig, { log, backend }: Parts): WebhookService {
  return createWebhooks({
    ...backend.webhooks,
    ...config.webhooks,
    clock: systemClock,
    onError: throttledErrorLog(log, 'webhook delivery broke', systemClock),
  });
}
