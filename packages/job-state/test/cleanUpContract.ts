import { aJob } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { cancelled, cleanUp, completed, type DueTimes, type JobStore } from '../src/index.ts';
import { aStartedJob, FIRST, KEEP } from './startedJob.ts';

async function aCancelledJob(store: JobStore, endedMs: number, kind = 'drill') {
  const job = aJob({ kind });
  await store.create({ job, input: {} });
  await store.change(job.id, cancelled({ atMs: endedMs, ...KEEP }));
  return job.id;
}

export function describeCleanUp(name: string, createStore: () => JobStore): void {
  describe(`cleaning up in a ${name}`, () => {
    const wish = { status: ['cancelled'], endedBeforeMs: 5_000, limit: 100 } as const;

    it('goes by the end of a job, and leaves what has not ended or ended otherwise', async () => {
      const store = createStore();
      const pending = aJob();
      await store.create({ job: pending, input: {} });
      const old = await aCancelledJob(store, 4_999);
      const young = await aCancelledJob(store, 5_000);
      const done = await aStartedJob(store);
      const end = { fence: FIRST.fence, atMs: 2_000, ...KEEP };
      await store.change(done, completed({ ...end, result: 1 }));
      expect(await cleanUp(store, wish)).toEqual({ deleted: 1, more: false });
      expect(await store.find(old)).toBeUndefined();
      for (const id of [pending.id, young, done]) expect(await store.find(id)).toBeDefined();
    });

    it('deletes no more than it may, oldest end first, and says that there is more', async () => {
      const store = createStore();
      const ids = [];
      for (const endedMs of [300, 100, 200]) ids.push(await aCancelledJob(store, endedMs));
      expect(await cleanUp(store, { ...wish, limit: 2, dryRun: true })).toEqual({
        deleted: 2,
        more: true,
      });
      expect((await store.counts()).cancelled).toBe(3);
      expect(await cleanUp(store, { ...wish, limit: 2 })).toEqual({ deleted: 2, more: true });
      expect((await store.list({ limit: 9 })).jobs.map(({ id }) => id)).toEqual([ids[0]]);
      expect(await cleanUp(store, { ...wish, limit: 2 })).toEqual({ deleted: 1, more: false });
    });

    it('keeps to a kind and a tenant', async () => {
      const store = createStore();
      await aCancelledJob(store, 1);
      await aCancelledJob(store, 2, 'portfolio');
      expect(await cleanUp(store, { ...wish, tenant: 'other' })).toMatchObject({ deleted: 0 });
      expect(await cleanUp(store, { ...wish, kind: 'portfolio' })).toMatchObject({ deleted: 1 });
      expect((await store.counts()).cancelled).toBe(1);
    });
  });
}

export function describeDueTimes(name: string, create: () => DueTimes): void {
  describe(`${name} as a keeper of due times`, () => {
    it('opens a time once the one before it is known, until it is closed', async () => {
      const dueTimes = create();
      expect(await dueTimes.isOpen('cleanup', 100)).toBe(false);
      expect(await dueTimes.isOpen('cleanup', 100)).toBe(false);
      expect(await dueTimes.isOpen('cleanup', 200)).toBe(true);
      expect(await dueTimes.isOpen('cleanup', 200)).toBe(true);
      await dueTimes.close('cleanup', 200);
      await dueTimes.close('cleanup', 100);
      expect(await dueTimes.isOpen('cleanup', 200)).toBe(false);
      expect(await dueTimes.isOpen('other', 200)).toBe(false);
    });
  });
}
