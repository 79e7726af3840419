import { randomUUID } from 'node:crypto';

import { connectRedis, createLogger } from '@pitwall/runtime';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { StuckWatch } from '../src/bull/stuckWatch.ts';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const redis = connectRedis(
  { type: 'single', url: inject('redisUrl') },
  { patience: 'patient', log },
);
afterAll(async () => {
  await redis.quit();
});

async function setUp({ waiting = 1 } = {}) {
  const prefix = `{test-${randomUUID()}}`;
  const toKey = (name: string) => `${prefix}:${name}`;
  for (let count = 0; count < waiting; count += 1) await redis.zadd(toKey('prioritized'), 1, 'a');
  const seen = { stuck: 0, hungry: true };
  const watch = new StuckWatch({
    redis,
    toKey,
    isHungry: () => seen.hungry,
    onStuck: () => {
      seen.stuck += 1;
    },
  });
  const lookTimes = async (times: number) => {
    for (let count = 0; count < times; count += 1) await watch.look();
  };
  return { watch, seen, toKey, lookTimes };
}

describe('a consumer that takes nothing', () => {
  it('is stuck when jobs wait at three looks in a row, and gets another three then', async () => {
    const { seen, lookTimes } = await setUp();
    await lookTimes(2);
    expect(seen.stuck).toBe(0);
    await lookTimes(1);
    expect(seen.stuck).toBe(1);
    await lookTimes(3);
    expect(seen.stuck).toBe(2);
  });

  it('is not while something is handed over now and then', async () => {
    const { watch, seen, lookTimes } = await setUp();
    await lookTimes(2);
    watch.fed();
    await lookTimes(2);
    expect(seen.stuck).toBe(0);
  });

  it('is not when nothing waits, when it has enough, or when the queue is paused', async () => {
    const idle = await setUp({ waiting: 0 });
    await idle.lookTimes(4);
    const busy = await setUp();
    busy.seen.hungry = false;
    await busy.lookTimes(4);
    const paused = await setUp();
    await redis.hset(paused.toKey('meta'), 'paused', '1');
    await paused.lookTimes(4);
    expect([idle, busy, paused].map(({ seen }) => seen.stuck)).toEqual([0, 0, 0]);
  });
});
