import { freePort } from '@pitwall/launcher';
import { describe, expect, inject, it } from 'vitest';

import {
  connectRedis,
  createLogger,
  isRedisUnavailable,
  type RedisTarget,
  redisAnswers,
  untilReady,
  withTimeLimit,
} from '../src/index.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const access = { tls: false };

async function targetsNobodyIsAt(): Promise<[string, RedisTarget][]> {
  const address = { host: '127.0.0.1', port: await freePort() };
  return [
    ['single', { type: 'single', url: `redis://127.0.0.1:${address.port}` }],
    [
      'sentinel',
      { type: 'sentinel', sentinels: [address], master: 'm', sentinelTls: false, access, db: 0 },
    ],
    ['cluster', { type: 'cluster', nodes: [address], access }],
  ];
}

describe('waiting for a Redis', () => {
  it('ends when it is there, or when the time is over', async () => {
    const there = connectRedis(
      { type: 'single', url: inject('redisUrl') },
      { patience: 'fail_fast', log },
    );
    await untilReady(there, 10_000);
    expect(await there.ping()).toBe('PONG');
    there.disconnect();
    const url = `redis://127.0.0.1:${await freePort()}`;
    const away = connectRedis({ type: 'single', url }, { patience: 'fail_fast', log });
    await untilReady(away, 50);
    expect(away.status).not.toBe('ready');
    away.disconnect();
  });
});

describe.each(await targetsNobodyIsAt())('a Redis that is away (%s)', (_, target) => {
  it('is answered with an error within two seconds where a client waits', async () => {
    const redis = connectRedis(target, { patience: 'fail_fast', log });
    const error = await withTimeLimit(redis.get('{x}'), 2_000).catch((reason: unknown) => reason);
    expect(isRedisUnavailable(error)).toBe(true);
    redis.disconnect();
  });

  it('is waited for where nobody does', async () => {
    const redis = connectRedis(target, { patience: 'patient', log });
    const answer = redis.get('{x}');
    await expect(withTimeLimit(answer, 1_500)).rejects.toThrow('no answer within');
    redis.disconnect();
    answer.catch(() => {});
  });

  it('is known not to answer before the time for it is over', async () => {
    expect(await withTimeLimit(redisAnswers(target, { withinMs: 3_000, log }), 1_000)).toBe(false);
  });
});
