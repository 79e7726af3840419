import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  completed,
  failed,
  HOUR_MS,
  type JobStats,
  type JobStore,
  started,
} from '../src/index.ts';
import { bucketOf } from '../src/stats/histogram.ts';
import { FIRST, KEEP, SECOND } from './startedJob.ts';

const ERROR = { code: 'drill_failed', message: 'as asked' };

/** `nowMs`: sums older than a month are deleted at once, so these jobs are of today. */
export function describeJobStats(
  name: string,
  create: () => { store: JobStore; stats: JobStats },
  nowMs: number,
): void {
  describe(`${name}, added up`, () => {
    const hourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    let store: JobStore;
    let stats: JobStats;
    beforeEach(() => {
      ({ store, stats } = create());
    });

    async function submit(changes: Partial<Job> = {}): Promise<string> {
      const job = aJob({ createdAt: new Date(hourMs).toISOString(), ...changes });
      await store.create({ job, input: { seconds: 1 } });
      return job.id;
    }
    async function sumsOf(tenant: string | undefined, atMs = hourMs): Promise<object> {
      const hours = await stats.hours({ tenant, fromMs: atMs, toMs: atMs + 1 });
      expect(hours).toHaveLength(1);
      return Object.fromEntries(hours[0]?.sums ?? []);
    }

    it('counts what was submitted, how long it waited, ran, and how it ended', async () => {
      const id = await submit();
      await store.change(id, started({ ...FIRST, atMs: hourMs + 5_000 }));
      const end = { fence: FIRST.fence, atMs: hourMs + 8_000, ...KEEP };
      await store.change(id, completed({ ...end, result: 1 }));
      expect(await sumsOf('default')).toEqual({
        'submitted::drill': 1,
        [`waited:${bucketOf(5_000)}:drill`]: 1,
        [`solved:${bucketOf(3_000)}:drill`]: 1,
        'ended:completed:drill': 1,
        [`bytes:${bucketOf(14)}:drill`]: 1,
        'bytes_sum::drill': 14,
      });
    });

    it('counts the wait for the first start only, and a failure without a time to solve', async () => {
      const id = await submit();
      await store.change(id, started({ ...FIRST, atMs: hourMs + 1_000 }));
      const failure = { fence: FIRST.fence, atMs: hourMs + 2_000, error: ERROR };
      await store.change(id, attemptFailed({ ...failure, nextAttemptAtMs: hourMs + 3_000 }));
      await store.change(id, started({ ...SECOND, atMs: hourMs + 900_000 }));
      const end = { fence: SECOND.fence, atMs: hourMs + 901_000, error: ERROR };
      await store.change(id, failed({ ...end, ...KEEP }));
      const sums = await sumsOf('default');
      expect(Object.keys(sums).filter((what) => what.startsWith('waited'))).toEqual([
        `waited:${bucketOf(1_000)}:drill`,
      ]);
      expect(Object.keys(sums).filter((what) => what.startsWith('solved'))).toEqual([]);
      expect(sums).toMatchObject({ 'ended:failed:drill': 1 });
    });

    it('counts from when a job may start, where it is not to start at once', async () => {
      const id = await submit({ runAt: new Date(hourMs + 60_000).toISOString() });
      expect(await stats.now({ tenant: 'default', atMs: hourMs })).not.toHaveProperty(
        'waitingSinceMs',
      );
      await store.change(id, started({ ...FIRST, atMs: hourMs + 62_000 }));
      expect(await sumsOf('default')).toMatchObject({ [`waited:${bucketOf(2_000)}:drill`]: 1 });
    });

    it('keeps tenants and hours apart, and adds all of them up', async () => {
      await submit();
      await submit({ tenant: 'other' });
      const earlier = hourMs - HOUR_MS;
      await submit({ tenant: 'other', createdAt: new Date(earlier).toISOString() });
      const one = { 'submitted::drill': 1 };
      expect(await sumsOf('default')).toEqual(one);
      expect(await sumsOf('other', earlier)).toEqual(one);
      expect(await sumsOf(undefined)).toEqual({ 'submitted::drill': 2 });
      expect(await sumsOf('nobody')).toEqual({});
      const hours = await stats.hours({ tenant: 'other', fromMs: earlier, toMs: hourMs + 1 });
      expect(hours.map(({ atMs }) => atMs)).toEqual([earlier, hourMs]);
    });

    it('knows what there is now: by status and kind, and since when the oldest waits', async () => {
      await submit({ createdAt: new Date(hourMs + 500).toISOString() });
      const [first, other] = [await submit(), await submit({ tenant: 'other', kind: 'portfolio' })];
      expect(await stats.now({ tenant: 'default', atMs: hourMs + 1_000 })).toMatchObject({
        counts: [{ status: 'pending', kind: 'drill', count: 2 }],
        waitingSinceMs: hourMs,
      });
      await store.change(first, started({ ...FIRST, atMs: hourMs + 1_000 }));
      await store.change(other, started({ ...FIRST, atMs: hourMs + 1_000 }));
      const { counts, waitingSinceMs, usedBytes } = await stats.now({
        tenant: undefined,
        atMs: hourMs + 1_000,
      });
      expect(counts).toHaveLength(3);
      expect(counts).toEqual(
        expect.arrayContaining([
          { status: 'pending', kind: 'drill', count: 1 },
          { status: 'running', kind: 'drill', count: 1 },
          { status: 'running', kind: 'portfolio', count: 1 },
        ]),
      );
      expect(waitingSinceMs).toBe(hourMs + 500);
      expect(usedBytes).toBeGreaterThan(100_000);
    });

    it('counts a job no more once it is removed, and keeps what it added up to', async () => {
      const id = await submit();
      await store.change(id, started({ ...FIRST, atMs: hourMs + 1_000 }));
      const end = { fence: FIRST.fence, atMs: hourMs + 2_000, ...KEEP };
      await store.change(id, completed({ ...end, result: 1 }));
      await store.remove(id);
      expect((await stats.now({ tenant: 'default', atMs: hourMs })).counts).toEqual([]);
      expect(await sumsOf('default')).toMatchObject({ 'ended:completed:drill': 1 });
    });
  });
}
