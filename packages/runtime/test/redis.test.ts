import { Redis } from 'ioredis';
import { describe, expect, inject, it } from 'vitest';

import { isRedisUnavailable, readRedisFacts, redisWarnings } from '../src/index.ts';

describe('what Redis says of itself', () => {
  it('is read from a real one', async () => {
    const redis = new Redis(inject('redisUrl'));
    const facts = await readRedisFacts(redis, '{pitwall}');
    expect(facts.version).toMatch(/^\d+\.\d+/);
    expect(facts.usedMemoryBytes).toBeGreaterThan(100_000);
    await redis.quit();
  });

  const sound = {
    version: '7.2.0',
    usedMemoryBytes: 1,
    maxMemoryBytes: 0,
    evictionPolicy: 'noeviction',
    appendOnly: true,
  };

  it('gives no warning when jobs are safe there', () => {
    expect(redisWarnings(sound)).toEqual([]);
  });

  it.each([
    [{ version: '6.2.1' }, /older than 7/],
    [{ evictionPolicy: 'allkeys-lru' }, /may delete jobs/],
    [{ appendOnly: false }, /lost when Redis restarts/],
  ])('warns of %j', (change, warning) => {
    expect(redisWarnings({ ...sound, ...change })).toEqual([expect.stringMatching(warning)]);
  });
});

describe('a failure of Redis', () => {
  it.each([
    'connect ECONNREFUSED 127.0.0.1:6379',
    'Command timed out',
    'OOM command not allowed when used memory > maxmemory',
    'LOADING Redis is loading the dataset in memory',
    'READONLY You can’t write against a read only replica.',
  ])('is one to wait out: %s', (message) => {
    expect(isRedisUnavailable(new Error('wrapped', { cause: new Error(message) }))).toBe(true);
  });

  it.each(['WRONGTYPE Operation against a key', 'ERR syntax error', 'undefined is not a function'])(
    'is a bug of ours: %s',
    (message) => {
      expect(isRedisUnavailable(new Error(message))).toBe(false);
    },
  );
});
