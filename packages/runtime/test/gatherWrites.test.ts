import { startRedisServer } from '@pitwall/launcher';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectRedis, createLogger, type RedisConnection, untilReady } from '../src/index.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });

describe('what is asked of Redis in one turn of the event loop', () => {
  let server: Awaited<ReturnType<typeof startRedisServer>>;
  let redis: RedisConnection;
  beforeAll(async () => {
    server = await startRedisServer({ persistence: 'none' });
    redis = connectRedis({ type: 'single', url: server.url }, { patience: 'patient', log });
    await untilReady(redis, 10_000);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  async function readsSoFar(): Promise<number> {
    return Number(/total_reads_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
  }

  const keys = Array.from({ length: 200 }, (_, index) => `key ${index}`);

  it('comes to it as one, and is answered in its order', async () => {
    await Promise.all(keys.map((key) => redis.set(key, `value of ${key}`)));
    const before = await readsSoFar();
    const values = await Promise.all(keys.map((key) => redis.get(key)));
    expect(values).toEqual(keys.map((key) => `value of ${key}`));
    // One of them is the question itself.
    expect((await readsSoFar()) - before).toBeLessThanOrEqual(3);
  });

  it('comes whole where it is much, between what is little', async () => {
    const much = 'x'.repeat(300_000);
    const answers = await Promise.all([
      redis.set('first', '1'),
      redis.set('much', much),
      redis.append('first', '2'),
      redis.pipeline().append('first', '3').append('much', 'y').exec(),
      redis.get('first'),
      redis.getBuffer('much'),
    ]);
    expect(answers.at(-2)).toBe('123');
    expect(String(answers.at(-1))).toBe(`${much}y`);
  });

  it('comes so over a new connection too', async () => {
    await redis.call('CLIENT', ['KILL', 'TYPE', 'normal', 'SKIPME', 'no']);
    await expect.poll(() => redis.ping(), { timeout: 10_000 }).toBe('PONG');
    const before = await readsSoFar();
    await Promise.all(keys.map((key) => redis.incr(`count ${key}`)));
    expect((await readsSoFar()) - before).toBeLessThanOrEqual(3);
  });
});
