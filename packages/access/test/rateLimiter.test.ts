import { FakeClock } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import { MemoryRateStore, RateLimiter, type RateStore } from '../src/index.ts';

const RULE = { key: 'key:requests', limit: 100, windowMs: 60_000 };

let clock: FakeClock;
let shared: RateStore;
let asked: number;
let isAway: boolean;
beforeEach(() => {
  clock = new FakeClock(1_000_000);
  const counters = new MemoryRateStore(clock);
  asked = 0;
  isAway = false;
  shared = {
    take: (rule, wish) => {
      asked += 1;
      return isAway ? Promise.reject(new Error('away')) : counters.take(rule, wish);
    },
  };
});

async function countAllowed(limiters: RateLimiter[], tries: number): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: tries }, (_, i) => limiters[i % limiters.length]?.take(RULE, 1)),
  );
  return answers.filter((answer) => answer?.isAllowed).length;
}

describe('a rate limit', () => {
  it('lets as many through as it says and not one more, and asks the store rarely', async () => {
    const limiter = new RateLimiter(shared, clock);
    expect(await countAllowed([limiter], 500)).toBe(100);
    expect(asked).toBe(20);
  });

  it('is one for all processes: never passed, and missed by a twentieth each at most', async () => {
    const limiters = [1, 2, 3].map(() => new RateLimiter(shared, clock));
    const allowed = await countAllowed(limiters, 600);
    expect(allowed).toBeLessThanOrEqual(100);
    expect(allowed).toBeGreaterThanOrEqual(90);
  });

  it('says what is left, when it is whole again, and is so then', async () => {
    const limiter = new RateLimiter(shared, clock);
    expect(await limiter.take(RULE, 30)).toEqual({
      isAllowed: true,
      remaining: 70,
      resetMs: 60_000,
    });
    clock.advance(20_000);
    expect(await limiter.take(RULE, 71)).toEqual({
      isAllowed: false,
      remaining: 70,
      resetMs: 40_000,
    });
    expect(await limiter.used(RULE)).toEqual({ used: 30, resetMs: 40_000 });
    clock.advance(40_000);
    expect(await limiter.take(RULE, 71)).toMatchObject({ isAllowed: true, remaining: 29 });
  });

  it('holds from the next request on when it is changed', async () => {
    const limiter = new RateLimiter(shared, clock);
    await limiter.take(RULE, 100);
    expect(await limiter.take(RULE, 1)).toMatchObject({ isAllowed: false });
    expect(await limiter.take({ ...RULE, limit: 200 }, 1)).toMatchObject({ isAllowed: true });
  });

  it('is held by each process for itself while the store is away', async () => {
    isAway = true;
    expect(await countAllowed([new RateLimiter(shared, clock)], 300)).toBe(100);
  });
});
