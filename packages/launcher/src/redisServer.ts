import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Redis } from 'ioredis';

import { findRedisServer } from './findRedisServer.ts';
import { freePort } from './freePort.ts';
import { RedisGuard } from './redisGuard.ts';

export type RunningRedis = {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** Leaves it to those who are still connected: it ends when the last of them has gone. */
  abandon(): void;
};

export type RedisServerOptions = {
  /** `aof` keeps everything in `folder`; `none` forgets it on exit. */
  persistence: 'none' | { aof: 'everysec' | 'always'; folder: string };
  /** Where to look for the server; the PATH of this process unless told. */
  binary?: string;
  port?: number;
};

/**
 * A private server on the loopback interface, on a free port unless told, ready for commands. When
 * this process is killed without a chance to stop it, it ends once nobody is connected any more.
 */
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
  await untilReady(url, { binary, exited });
  const pid = server.pid ?? 0;
  const guard = new RedisGuard({ port, pid });
  return {
    url,
    pid,
    async stop() {
      server.kill('SIGTERM');
      await exited;
      await guard.stop();
    },
    abandon() {
      server.unref();
      guard.takeOver();
    },
  };
}

async function serverArguments(options: RedisServerOptions, port: number): Promise<string[]> {
  const { persistence } = options;
  const common = { port: String(port), bind: '127.0.0.1', save: '' };
  if (persistence === 'none') return asArguments({ ...common, appendonly: 'no' });
  await mkdir(persistence.folder, { recursive: true });
  return asArguments({
    ...common,
    dir: persistence.folder,
    logfile: join(persistence.folder, 'redis.log'),
    appendonly: 'yes',
    appendfsync: persistence.aof,
    'maxmemory-policy': 'noeviction',
  });
}

function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

type Start = { binary: string; exited: Promise<unknown> };

async function untilReady(url: string, { binary, exited }: Start): Promise<void> {
  const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  // Refused connections are expected until the server listens; `ping` waits for the first that works.
  probe.on('error', () => {});
  const failed = exited.then(() => {
    throw new Error(`${binary} ended before it was ready`);
  });
  try {
    await Promise.race([probe.ping(), failed]);
  } finally {
    failed.catch(() => {});
    probe.disconnect();
  }
}

function pathOfThisProcess(): string {
  // oxlint-disable-next-line node/no-process-env -- looking a program up is what the PATH is for; an app's configuration it is not
  return process.env['PATH'] ?? '';
}
