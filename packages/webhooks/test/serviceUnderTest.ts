import { randomUUID } from 'node:crypto';

import { NewWebhook, type WebhookWithSecret } from '@pitwall/contract';
import { BullDeliveryQueue } from '@pitwall/job-queue';
import { connectRedis, createLogger, systemClock } from '@pitwall/runtime';
import { aJob } from '@pitwall/test-kit';
import { afterEach } from 'vitest';

import { createWebhooks, type WebhooksOptions } from '../src/createWebhooks.ts';
import {
  type DeliveryOutcome,
  memoryWebhooks,
  RedisDeliveryLog,
  RedisOutbox,
  RedisWebhookStore,
} from '../src/index.ts';
import type { Dispatch, JobNews, Outbox } from '../src/outbox.ts';
import { type Receiver, startReceiver } from './receiver.ts';

export const RULES = { allowHttp: true, allowCidrs: ['127.0.0.0/8'] };

const stops: (() => Promise<unknown>)[] = [];

/** What a test has started is stopped after it, newest first. */
export function stopsAfterTest(): void {
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });
}

export async function receiving(...answers: Parameters<typeof startReceiver>): Promise<Receiver> {
  const receiver = await startReceiver(...answers);
  stops.push(() => receiver.stop());
  return receiver;
}

/** News that a test makes up. */
class HandOutbox implements Outbox {
  dispatch: Dispatch = async () => {};

  start(dispatch: Dispatch): void {
    this.dispatch = dispatch;
  }

  async stop(): Promise<void> {}
}

let told = 0;

export function someNews(changes: Partial<JobNews['job']> = {}): JobNews {
  told += 1;
  return {
    id: `${told}-0`,
    event: 'job.completed',
    atMs: Date.parse('2026-02-15T18:30:00Z'),
    job: { ...aJob(), status: 'completed', ...changes },
  };
}

export function onError(error: unknown): void {
  throw error;
}

export function redisParts(url: string, prefix = `{test-${randomUUID()}}`) {
  const log = createLogger({ name: 'test', level: 'silent', pretty: false });
  const redis = connectRedis({ type: 'single', url }, { patience: 'patient', log });
  stops.push(async () => redis.disconnect());
  return {
    redis,
    prefix,
    store: new RedisWebhookStore(redis, { prefix }),
    log: new RedisDeliveryLog(redis, { prefix, clock: systemClock }),
    queue: new BullDeliveryQueue({ redis, prefix, onError }),
    outbox: (options: { claimAfterMs?: number; onError?: (error: unknown) => void } = {}) =>
      new RedisOutbox({ redis, prefix, onError, ...options }),
  };
}

type Parts = WebhooksOptions['storage'];

/** The whole service of one process; retries come after milliseconds. */
export async function aService(
  options: {
    parts?: Parts;
    outbox?: Outbox;
    changes?: Partial<Omit<WebhooksOptions, 'storage' | 'background'>>;
  } = {},
) {
  const { parts = memoryWebhooks({ clock: systemClock, onError }).storage, changes = {} } = options;
  const hand = new HandOutbox();
  const outcomes: DeliveryOutcome[] = [];
  const service = createWebhooks({
    storage: parts,
    background: { ...parts, outbox: options.outbox ?? hand },
    clock: systemClock,
    rules: RULES,
    onError,
    onOutcome: (outcome) => outcomes.push(outcome),
    ...changes,
    tuning: { retryDelaysMs: [10, 10, 10], timeoutMs: 1_000, ...changes.tuning },
  });
  await service.start();
  stops.push(async () => {
    service.hurry();
    await service.stop();
    await parts.queue.close();
  });
  return {
    ...service,
    ...parts,
    outcomes,
    tell: (...news: JobNews[]) => hand.dispatch(news),
    hook: (url: string, wish: object = {}): Promise<WebhookWithSecret> =>
      service.webhooks.create('default', NewWebhook.parse({ url, ...wish })),
  };
}
