import { setTimeout as sleep } from 'node:timers/promises';

import { Redis } from 'ioredis';

type HoldOptions = {
  port: number;
  /** The data folder the server must be of: the port could belong to another one by now. */
  data: string;
  onLost: () => void;
};

const GUARD = ' name=pitwall-redis-guard ';

/** A launcher's own connection to a private Redis: it says that the server is still needed. */
export class RedisHold {
  readonly url: string;
  readonly #redis: Redis;
  #lettingGo = false;

  /** Undefined when no such server answers. */
  static async join(options: HoldOptions): Promise<RedisHold | undefined> {
    const url = `redis://127.0.0.1:${options.port}`;
    const redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: 1_000,
      connectionName: 'pitwall-launcher',
      replyMapping: 'legacy',
      retryStrategy: () => null,
      disconnectTimeout: 50,
    });
    redis.on('error', () => {});
    try {
      await redis.connect();
      const [, folder] = (await redis.config('GET', 'dir')) as [string, string];
      if (folder === options.data) return new RedisHold(url, redis, options.onLost);
    } catch {
      // Refused or cut off: nobody is there.
    }
    redis.disconnect();
    return undefined;
  }

  private constructor(url: string, redis: Redis, onLost: () => void) {
    this.url = url;
    this.#redis = redis;
    redis.on('end', () => {
      if (!this.#lettingGo) onLost();
    });
  }

  /** Whether anyone else is connected, such as the services of another launcher. */
  async isShared(): Promise<boolean> {
    for (let tries = 0; tries < 3; tries += 1) {
      if (!(await this.#hasOthers())) return false;
      // Services that have just ended may still be on the list.
      await sleep(50);
    }
    return true;
  }

  async #hasOthers(): Promise<boolean> {
    try {
      const clients = String(await this.#redis.client('LIST'))
        .trim()
        .split('\n');
      return clients.filter((client) => !client.includes(GUARD)).length > 1;
    } catch {
      return false;
    }
  }

  letGo(): void {
    this.#lettingGo = true;
    this.#redis.disconnect();
  }

  async shutDown(): Promise<void> {
    this.#lettingGo = true;
    // The server closes the connection instead of answering, which ioredis reports as a failure.
    await this.#redis.shutdown().catch(() => {});
    this.#redis.disconnect();
  }
}
