import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { findRedisServer, freePort } from '@pitwall/launcher';
import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';

/** One Redis server or Sentinel on the loopback interface. */
export class RedisNode {
  readonly port: number;
  readonly #server: ChildProcess;
  readonly #log: string;
  #client: Redis | undefined;

  private constructor(port: number, server: ChildProcess, log: string) {
    this.port = port;
    this.#server = server;
    this.#log = log;
  }

  /** `args` come before the settings, as the file of a Sentinel must. */
  static async start(
    folder: string,
    given: { port?: number; args?: string[]; settings?: Record<string, string> } = {},
  ): Promise<RedisNode> {
    const binary = await findRedisServer(process.env['PATH'] ?? '');
    if (binary === undefined) throw new Error('No redis-server or valkey-server is on the PATH');
    const port = given.port ?? (await freePort());
    const dir = join(folder, String(port));
    await mkdir(dir, { recursive: true });
    const logfile = join(dir, 'redis.log');
    const settings = { port, bind: '127.0.0.1', dir, logfile, ...given.settings };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const server = spawn(binary, [...(given.args ?? []), ...args], { stdio: 'ignore' });
    const node = new RedisNode(port, server, logfile);
    await eventually(() => node.client.ping(), 10_000).catch(async (error) => {
      await node.kill();
      throw new Error(`redis-server does not answer: ${await node.log()}`, { cause: error });
    });
    return node;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get client(): Redis {
    this.#client ??= new Redis(this.port, '127.0.0.1', { retryStrategy: () => 50 }).on(
      'error',
      () => {},
    );
    return this.#client;
  }

  log(): Promise<string> {
    return readFile(this.#log, 'utf8').catch(() => 'no log');
  }

  /** What `INFO replication` and the like say of one thing. */
  async fact(section: string, name: string): Promise<string | undefined> {
    const info = await this.client.info(section);
    return new RegExp(`^${name}:(.*)\r$`, 'm').exec(info)?.[1];
  }

  get isRunning(): boolean {
    return this.#server.exitCode === null && this.#server.signalCode === null;
  }

  freeze(): void {
    this.#server.kill('SIGSTOP');
  }

  thaw(): void {
    this.#server.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.#client?.disconnect();
    if (!this.isRunning) return;
    const exited = once(this.#server, 'exit');
    this.#server.kill('SIGKILL');
    await exited;
  }
}
