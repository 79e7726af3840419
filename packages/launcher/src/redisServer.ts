import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';

import { Redis } from 'ioredis';

import { findRedisServer } from './findRedisServer.ts';
import { freePort } from './freePort.ts';

export type RunningRedis = {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
};

export type RedisServerOptions = {
  /** `aof` keeps everything in `folder`; `none` forgets it on exit. */
  persistence: 'none' | { aof: 'everysec' | 'always'; folder: string };
  /** Where to look for the server; the PATH of this process unless told. */
  binary?: string;
  port?: number;
};

/** A private server on the loopback interface, on a free port unless told, ready for commands. */
export async function startRedisServer(options: RedisServerOptions): Promise<RunningRedis> {
  const binary = options.binary ?? (await findRedisServer(pathOfThisProcess()));
  if (binary === undefined) throw new Error('No redis-server or valkey-server is on the PATH');
  const port = options.port ?? (await freePort());
  const server = spawn(binary, await serverArguments(options, port), {
    stdio: 'ignore',
    // Its own process group: a Ctrl-C in the terminal must not take Redis away from under us.
    detached: true,
  });
  const exited = once(server, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  await Promise.race([untilReady(url), exited.then(() => failedToStart(binary))]);
  return {
    url,
    pid: server.pid ?? 0,
    async stop() {
      server.kill('SIGTERM');
      await exited;
    },
  };
}

async function serverArguments(options: RedisServerOptions, port: number): Promise<string[]> {
  const common = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
  const { persistence } = options;
  if (persistence === 'none') return [...common, '--appendonly', 'no'];
  await mkdir(persistence.folder, { recursive: true });
  return [
    ...common,
    ...['--appendonly', 'yes', '--appendfsync', persistence.aof],
    ...['--dir', persistence.folder, '--maxmemory-policy', 'noeviction'],
  ];
}

async function untilReady(url: string): Promise<void> {
  const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  // Refused connections are expected until the server listens; `ping` waits for the first that works.
  probe.on('error', () => {});
  await probe.ping();
  await probe.quit();
}

function failedToStart(binary: string): never {
  throw new Error(`${binary} ended before it was ready`);
}

function pathOfThisProcess(): string {
  // oxlint-disable-next-line node/no-process-env -- the PATH is where the machine keeps its programs, not configuration
  return process.env['PATH'] ?? '';
}
