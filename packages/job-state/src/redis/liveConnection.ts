import { setTimeout as sleep } from 'node:timers/promises';

import { type RedisConnection, serverOf, withTimeLimit } from '@pitwall/runtime';
import type { Redis } from 'ioredis';

const CONNECT_AGAIN_AFTER_MS = 500;
/** A connection that is dead without anybody having said so is found out by then. */
const PROVE_EVERY_MS = 5_000;
/** Nobody waits for it: a busy process must not take itself for one that is cut off. */
const ANSWER_WITHIN_MS = 5_000;

export type LiveConnectionOptions = {
  /** Any key: in a Cluster, its server is asked, which hears what is published anywhere. */
  key: string;
  onMessage: (channel: string, message: string) => void;
  /** From now on all channels are heard, and until now perhaps none was. */
  onOpen: () => void;
};

/**
 * The one connection of a process on which it hears what is published, opened when first needed and
 * made anew when it is lost. We subscribe ourselves after that, and do not leave it to ioredis,
 * because we must know when everything is heard again.
 */
export class LiveConnection {
  readonly #redis: RedisConnection;
  readonly #options: LiveConnectionOptions;
  readonly #channels = new Set<string>();
  readonly #proof: NodeJS.Timeout;
  #opening: Promise<Redis> | undefined;
  #isClosed = false;

  constructor(redis: RedisConnection, options: LiveConnectionOptions) {
    this.#redis = redis;
    this.#options = options;
    this.#proof = setInterval(() => void this.#prove(), PROVE_EVERY_MS).unref();
  }

  /** Resolves when the channel is heard, or is not wanted any more. */
  async subscribe(channel: string): Promise<void> {
    this.#channels.add(channel);
    while (this.#channels.has(channel) && !this.#isClosed) {
      try {
        const connection = await this.#connect();
        await connection.subscribe(channel);
        return;
      } catch {
        await sleep(CONNECT_AGAIN_AFTER_MS, undefined, { ref: false });
      }
    }
  }

  unsubscribe(channel: string): void {
    this.#channels.delete(channel);
    // On a connection that is lost meanwhile there is nothing to take back.
    this.#opening?.then((connection) => connection.unsubscribe(channel)).catch(() => {});
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#proof);
    this.#opening?.then((connection) => connection.disconnect()).catch(() => {});
  }

  #connect(): Promise<Redis> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<Redis> {
    const connection = serverOf(this.#redis, this.#options.key).duplicate({
      lazyConnect: true,
      autoResubscribe: false,
      retryStrategy: () => null,
      connectTimeout: ANSWER_WITHIN_MS,
      commandTimeout: ANSWER_WITHIN_MS,
    });
    // The connection it is a copy of logs that Redis is away.
    connection.on('error', () => {});
    try {
      await withTimeLimit(connection.connect(), ANSWER_WITHIN_MS);
      if (this.#channels.size > 0) await connection.subscribe(...this.#channels);
    } catch (error) {
      connection.disconnect();
      throw error;
    }
    connection.once('end', () => void this.#comeBack());
    // In one step, and only now: who heard a message before it had begun to read what was published
    // meanwhile would take it that nothing was.
    connection.on('message', this.#options.onMessage);
    this.#options.onOpen();
    if (this.#isClosed || connection.status !== 'ready') connection.disconnect();
    return connection;
  }

  async #comeBack(): Promise<void> {
    this.#opening = undefined;
    while (!this.#isClosed && this.#channels.size > 0) {
      try {
        await this.#connect();
        return;
      } catch {
        await sleep(CONNECT_AGAIN_AFTER_MS, undefined, { ref: false });
      }
    }
  }

  /** To subscribe once more changes nothing, and is answered where there is somebody to answer. */
  async #prove(): Promise<void> {
    const [channel] = this.#channels;
    if (channel === undefined || !this.#opening) return;
    const connection = await this.#opening.catch(() => {});
    if (!connection) return;
    try {
      await connection.subscribe(channel);
    } catch {
      connection.disconnect();
    }
  }
}
