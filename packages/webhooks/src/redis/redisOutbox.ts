import { setTimeout as sleep } from 'node:timers/promises';

import { duplicateConnection, type RedisConnection } from '@pitwall/runtime';

import type { Dispatch, JobNews, Outbox } from '../outbox.ts';
import { readNews } from './readNews.ts';
import { WebhookKeys } from './webhookKeys.ts';

const GROUP = 'webhooks';

/**
 * All processes read under one name: each entry still goes to one of them only, and no name of a
 * process that is gone is left behind.
 */
const CONSUMER = 'dispatcher';

const AT_ONCE = 100;
const BLOCK_MS = 2_000;
const REST_AFTER_ERROR_MS = 1_000;

/** What was taken so long ago and is still there was taken by a process that has died since. */
const DEFAULT_CLAIM_AFTER_MS = 15_000;

type Entry = [id: string, fields: string[] | null];

export type RedisOutboxOptions = {
  /** One that waits for a Redis that is away; the caller opens and closes it. */
  redis: RedisConnection;
  prefix: string;
  onError: (error: unknown) => void;
  claimAfterMs?: number;
};

/** The stream that the scripts of the job store write to, read by all API processes together. */
export class RedisOutbox implements Outbox {
  readonly #options: RedisOutboxOptions;
  readonly #stream: string;
  readonly #claimAfterMs: number;
  readonly #stopping = new AbortController();
  #blocking: RedisConnection | undefined;
  #running: Promise<void> = Promise.resolve();
  #claimedMs = Number.NEGATIVE_INFINITY;

  constructor(options: RedisOutboxOptions) {
    this.#options = options;
    this.#stream = new WebhookKeys(options.prefix).outbox;
    this.#claimAfterMs = options.claimAfterMs ?? DEFAULT_CLAIM_AFTER_MS;
  }

  start(dispatch: Dispatch): void {
    this.#blocking = duplicateConnection(this.#options.redis);
    // The connection it is a copy of logs that Redis is away.
    this.#blocking.on('error', () => {});
    this.#running = this.#run(dispatch, this.#blocking);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#blocking?.disconnect();
    await this.#running;
  }

  async #run(dispatch: Dispatch, blocking: RedisConnection): Promise<void> {
    const { signal } = this.#stopping;
    let hasGroup = false;
    while (!signal.aborted) {
      try {
        if (!hasGroup) await this.#createGroup();
        hasGroup = true;
        await this.#dispatchAll(dispatch, await this.#claim());
        await this.#dispatchAll(dispatch, await this.#readNew(blocking));
      } catch (error) {
        if (signal.aborted) return;
        // Somebody has deleted the stream, or Redis has lost it.
        hasGroup = false;
        this.#options.onError(error);
        await sleep(REST_AFTER_ERROR_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #createGroup(): Promise<void> {
    try {
      await this.#options.redis.xgroup('CREATE', this.#stream, GROUP, '0', 'MKSTREAM');
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('BUSYGROUP')) throw error;
    }
  }

  async #claim(): Promise<Entry[]> {
    const nowMs = performance.now();
    if (nowMs - this.#claimedMs < this.#claimAfterMs / 2) return [];
    const reply = await this.#options.redis.xautoclaim(
      this.#stream,
      GROUP,
      CONSUMER,
      this.#claimAfterMs,
      '0-0',
      'COUNT',
      AT_ONCE,
    );
    const entries = reply[1] as Entry[];
    // As long as there are some, the next look is not put off.
    if (entries.length === 0) this.#claimedMs = nowMs;
    return entries;
  }

  async #readNew(blocking: RedisConnection): Promise<Entry[]> {
    const reply = await blocking.xreadgroup(
      'GROUP',
      GROUP,
      CONSUMER,
      'COUNT',
      AT_ONCE,
      'BLOCK',
      BLOCK_MS,
      'STREAMS',
      this.#stream,
      '>',
    );
    const [stream] = (reply ?? []) as [string, Entry[]][];
    return stream?.[1] ?? [];
  }

  async #dispatchAll(dispatch: Dispatch, entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const news = entries.map(([id, fields]) => readNews(id, fields ?? []));
    const readable = news.filter((item): item is JobNews => item !== undefined);
    if (readable.length < news.length) {
      const count = news.length - readable.length;
      this.#options.onError(
        new Error(`${count} entries of the outbox were no news and are left out`),
      );
    }
    await dispatch(readable);
    const ids = entries.map(([id]) => id);
    await this.#options.redis
      .multi()
      .xack(this.#stream, GROUP, ...ids)
      .xdel(this.#stream, ...ids)
      .exec();
  }
}
