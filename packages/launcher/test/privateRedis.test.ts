import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@pitwall/test-kit';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { findRedisServer } from '../src/findRedisServer.ts';
import { openPrivateRedis, type PrivateRedis } from '../src/privateRedis.ts';
import { redisAnswers } from '../src/redisAnswers.ts';

const binary = await findRedisServer(`${process.env['PATH']}:/usr/bin`);

async function withClient<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { retryStrategy: () => null });
  client.on('error', () => {});
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

describe('openPrivateRedis', () => {
  let folder: string;
  let notices: string[];
  const opened: PrivateRedis[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(await realpath(tmpdir()), 'pitwall-redis-'));
    notices = [];
  });

  afterEach(async () => {
    for (const redis of opened.splice(0)) {
      await redis.stop();
      expect(await redisAnswers(redis.url, 500)).toBe(false);
    }
    await rm(folder, { recursive: true });
  });

  async function open(): Promise<PrivateRedis> {
    const redis = await openPrivateRedis({
      folder,
      binary: binary ?? 'redis-server',
      onNotice: (text) => notices.push(text),
      onLost: () => notices.push('lost'),
    });
    opened.push(redis);
    return redis;
  }

  it('keeps its data from one run to the next', async () => {
    const first = await open();
    await withClient(first.url, (client) => client.set('kept', 'yes'));
    await first.stop();
    const second = await open();
    expect(await withClient(second.url, (client) => client.get('kept'))).toBe('yes');
    expect(notices).toEqual([]);
  });

  it('runs one server for two launchers, and the last to leave stops it', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await redisAnswers(second.url, 500)).toBe(true);
  });

  it('starts although a launcher that is gone has left its note behind', async () => {
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(gone, 'exit');
    await writeFile(
      join(folder, 'server.json'),
      JSON.stringify({ port: 1, launcherPid: gone.pid }),
    );
    expect(await redisAnswers((await open()).url, 500)).toBe(true);
  });

  it('sets data aside that the server cannot read, and starts empty', async () => {
    const first = await open();
    await withClient(first.url, (client) => client.set('kept', 'yes'));
    await first.stop();
    const appendOnly = join(folder, 'data/appendonlydir');
    for (const file of await readdir(appendOnly)) {
      if (file.endsWith('.manifest')) await writeFile(join(appendOnly, file), 'nonsense\n');
    }
    const second = await open();
    expect(await withClient(second.url, (client) => client.get('kept'))).toBeNull();
    expect(await readdir(folder)).toContain('data.unreadable-1');
    expect(notices).toEqual([expect.stringContaining('could not start')]);
  });

  it('says so when the server ends by itself', async () => {
    const redis = await open();
    await withClient(redis.url, (client) => client.shutdown().catch(() => {}));
    await eventually(() => expect(notices).toEqual(['lost']));
  });
});
