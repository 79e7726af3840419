import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { eventually } from '@pitwall/test-kit';
import { expect, it } from 'vitest';

import { freePort } from '../src/freePort.ts';
import { redisAnswers } from '../src/redisAnswers.ts';
import { startRedisServer } from '../src/redisServer.ts';

it('is ready when it resolves and gone when it has stopped, however often it is stopped', async () => {
  const redis = await startRedisServer({ persistence: 'none' });
  expect(await redisAnswers(redis.url, 500)).toBe(true);
  await redis.stop();
  await redis.stop();
  expect(await redisAnswers(redis.url, 500)).toBe(false);
});

it('throws when the program ends at once', async () => {
  const start = startRedisServer({ persistence: 'none', binary: '/bin/false' });
  await expect(start).rejects.toThrow('/bin/false ended before it was ready');
});

it('throws when there is no such program', async () => {
  const start = startRedisServer({ persistence: 'none', binary: '/no/such/redis-server' });
  await expect(start).rejects.toThrow('/no/such/redis-server');
});

it('ends by itself when its launcher is killed and nobody is connected', async () => {
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--save', ''], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  await eventually(async () =>
    expect(await redisAnswers(`redis://127.0.0.1:${port}`, 500)).toBe(true),
  );
  const script = fileURLToPath(new URL('../guard/redisGuard.mjs', import.meta.url));
  const guard = spawn(process.execPath, [script, String(port), String(server.pid)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const guardEnded = once(guard, 'exit');
  // What the system does with the pipe of a process that was killed.
  guard.stdin.destroy();
  await Promise.all([ended, guardEnded]);
  expect(await redisAnswers(`redis://127.0.0.1:${port}`, 500)).toBe(false);
});
