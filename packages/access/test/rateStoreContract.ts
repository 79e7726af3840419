import { randomUUID } from 'node:crypto';

import { eventually } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import type { RateRule, RateStore } from '../src/index.ts';

/** What every RateStore must do. */
export function describeRateStore(name: string, createStore: () => RateStore): void {
  describe(`${name} as a rate store`, () => {
    let store: RateStore;
    let rule: RateRule;
    beforeEach(() => {
      store = createStore();
      rule = { key: randomUUID(), limit: 10, windowMs: 60_000 };
    });

    it('gives what is wished for, and at the end what is left', async () => {
      expect(await store.take(rule, { least: 1, most: 6 })).toMatchObject({ taken: 6, used: 6 });
      expect(await store.take(rule, { least: 1, most: 6 })).toMatchObject({ taken: 4, used: 10 });
      expect(await store.take(rule, { least: 1, most: 6 })).toMatchObject({ taken: 0, used: 10 });
    });

    it('gives nothing where not even the least is left', async () => {
      await store.take(rule, { least: 1, most: 8 });
      expect(await store.take(rule, { least: 3, most: 3 })).toMatchObject({ taken: 0, used: 8 });
    });

    it('never gives more than the limit, however many ask at once', async () => {
      const asked = Array.from({ length: 50 }, () => store.take(rule, { least: 1, most: 1 }));
      const taken = (await Promise.all(asked)).map((answer) => answer.taken);
      expect(taken.filter((count) => count === 1)).toHaveLength(10);
    });

    it('tells what is used without using any', async () => {
      const look = { least: 0, most: 0 };
      expect(await store.take(rule, look)).toEqual({ taken: 0, used: 0, resetMs: 60_000 });
      await store.take(rule, { least: 1, most: 4 });
      const { used, resetMs } = await store.take(rule, look);
      expect(used).toBe(4);
      expect(resetMs).toBeGreaterThan(50_000);
      expect(resetMs).toBeLessThanOrEqual(60_000);
    });

    it('begins anew when the window has ended', async () => {
      const short = { ...rule, windowMs: 50 };
      await store.take(short, { least: 1, most: 10 });
      await eventually(async () =>
        expect(await store.take(short, { least: 1, most: 1 })).toMatchObject({ used: 1 }),
      );
    });
  });
}
