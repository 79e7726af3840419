import { setTimeout as sleep } from 'node:timers/promises';

import { findRedisServer, startRedisServer } from '@pitwall/launcher';
import { Redis } from 'ioredis';

/** How long the service may still feel it after Redis has been disturbed. */
const AFTERMATH_MS = 3_000;

export const HARNESS = 'pitwall-chaos';

/** The one Redis of a run: AOF, synced on every write, always on the same port and folder. */
export class ChaosRedis {
  redis;
  url;
  #options;
  #server;
  #troubles = [];

  constructor({ port, folder, searchPath }) {
    this.#options = { port, folder, searchPath };
    this.url = `redis://127.0.0.1:${port}`;
  }

  async start() {
    const { port, folder, searchPath } = this.#options;
    const binary = await findRedisServer(searchPath);
    const persistence = { aof: 'always', folder };
    this.#server = await startRedisServer({ persistence, port, ...(binary ? { binary } : {}) });
    this.redis ??= connect(this.url);
  }

  signal(name) {
    process.kill(this.#server.pid, name);
  }

  async kill() {
    this.signal('SIGKILL');
    await this.#server.stop();
  }

  async stop() {
    await this.#server.stop();
  }

  async close() {
    this.redis?.disconnect();
    if (!this.#server) return;
    // A paused one would never notice that it is asked to stop.
    try {
      this.signal('SIGCONT');
    } catch {
      // It has ended already.
    }
    await this.#server.stop();
  }

  /** Notes that Redis is not what it should be while `work` goes on. */
  async during(work) {
    const trouble = { fromMs: performance.now(), toMs: Infinity };
    this.#troubles.push(trouble);
    try {
      await work();
    } finally {
      trouble.toMs = performance.now() + AFTERMATH_MS;
    }
  }

  async untilCalm(signal) {
    while (!this.wasCalmSince(performance.now())) await sleep(100, undefined, { signal });
  }

  wasCalmSince(sinceMs) {
    return this.#troubles.every(({ toMs }) => toMs < sinceMs);
  }
}

function connect(url) {
  const redis = new Redis(url, {
    connectionName: HARNESS,
    replyMapping: 'legacy',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 2_000,
    retryStrategy: () => 100,
  });
  // It is away every few seconds here; whoever asks it something gets the failure.
  redis.on('error', () => {});
  return redis;
}
