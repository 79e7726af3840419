import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import { cancelled, completed, type JobStore, started } from '../src/index.ts';
import { aStartedJob, DAY_MS, FIRST, KEEP, SECOND } from './startedJob.ts';

const A_BEAT = { workerId: 'a', threads: 1, running: [] };

/** What every JobStore must do with all jobs together: lists, counts, beats, expiry. */
export function describeJobIndex(name: string, createStore: () => JobStore): void {
  describe(`${name} as an index of jobs`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

    function expire(atMs: number): Promise<number> {
      return store.expire({ atMs, historyForMs: 30 * DAY_MS, limit: 10 });
    }

    describe('a list', () => {
      it('is newest first, and paged without gap or repeat', async () => {
        const jobs = Array.from({ length: 7 }, () => aJob());
        for (const job of jobs) await store.create({ job, input: {} });
        expect(await store.list({ limit: 7 })).not.toHaveProperty('next');
        const seen: string[] = [];
        let page = await store.list({ limit: 3 });
        seen.push(...page.jobs.map((job) => job.id));
        while (page.next) {
          page = await store.list({ limit: 3, after: page.next });
          seen.push(...page.jobs.map((job) => job.id));
        }
        expect(seen).toEqual(jobs.map((job) => job.id).toReversed());
      });

      it('pages through jobs of the same millisecond', async () => {
        const createdAt = new Date(77).toISOString();
        const jobs = Array.from({ length: 5 }, () => aJob({ createdAt }));
        for (const job of jobs) await store.create({ job, input: {} });
        const first = await store.list({ limit: 2 });
        const second = await store.list({ limit: 9, after: first.next });
        const seen = [...first.jobs, ...second.jobs].map((job) => job.id);
        expect(seen).toEqual(jobs.map((job) => job.id).toReversed());
      });

      it('begins before a time when it is given one and no job', async () => {
        const jobs = [10, 20, 30].map((ms) => aJob({ createdAt: new Date(ms).toISOString() }));
        for (const job of jobs) await store.create({ job, input: {} });
        const { jobs: older } = await store.list({ limit: 9, after: { atMs: 20, id: '' } });
        expect(older.map((job) => job.id)).toEqual([jobs[0]?.id]);
      });

      it('goes on where it was when newer jobs arrive', async () => {
        const jobs = Array.from({ length: 4 }, () => aJob());
        for (const job of jobs) await store.create({ job, input: {} });
        const first = await store.list({ limit: 2 });
        await store.create({ job: aJob(), input: {} });
        const second = await store.list({ limit: 2, after: first.next });
        expect(second.jobs.map((job) => job.id)).toEqual([jobs[1]?.id, jobs[0]?.id]);
      });

      it('holds only jobs that match every filter', async () => {
        const wanted = aJob({ kind: 'portfolio', slateId: 'phoenix' });
        const others = [
          aJob({ kind: 'portfolio', slateId: 'fontana' }),
          aJob({ kind: 'drill', slateId: 'phoenix' }),
          aJob({ kind: 'portfolio', slateId: 'phoenix' }),
        ];
        for (const job of [wanted, ...others]) await store.create({ job, input: {} });
        await store.change(others[2]?.id ?? '', cancelled({ atMs: 1, ...KEEP }));
        const filters = { status: 'pending', kind: 'portfolio', slateId: 'phoenix' } as const;
        const { jobs } = await store.list({ ...filters, limit: 10 });
        expect(jobs.map((job) => job.id)).toEqual([wanted.id]);
      });

      it('follows a job from status to status', async () => {
        const id = await aStartedJob(store);
        const idsOf = async (status: 'pending' | 'running' | 'completed') =>
          (await store.list({ status, limit: 10 })).jobs.map((job) => job.id);
        expect(await idsOf('pending')).toEqual([]);
        expect(await idsOf('running')).toEqual([id]);
        await store.change(id, completed({ fence: FIRST.fence, atMs: 2, result: 1, ...KEEP }));
        expect(await idsOf('running')).toEqual([]);
        expect(await idsOf('completed')).toEqual([id]);
      });
    });

    it('counts the jobs of each status', async () => {
      await store.create({ job: aJob(), input: {} });
      await aStartedJob(store);
      await store.change(await aStartedJob(store), cancelled({ atMs: 1, ...KEEP }));
      expect(await store.counts()).toEqual({
        pending: 1,
        running: 1,
        completed: 0,
        failed: 0,
        cancelled: 1,
        unreadable: 0,
      });
    });

    describe('a sweep', () => {
      it('comes by every job of a status, oldest first, however often it pauses', async () => {
        const createdAt = new Date(77).toISOString();
        const jobs = Array.from({ length: 7 }, (_, index) => aJob(index < 5 ? { createdAt } : {}));
        for (const job of jobs) await store.create({ job, input: {} });
        await aStartedJob(store);
        const seen: string[] = [];
        for (let sweeps = 0; sweeps < 4; sweeps += 1) {
          const sweep = await store.sweep({ status: 'pending', limit: 2 });
          seen.push(...sweep.jobs.map(({ id }) => id));
          expect(sweep.isAtEnd).toBe(sweeps === 3);
        }
        expect(seen.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
        const again = await store.sweep({ status: 'pending', limit: 9 });
        expect(again.jobs).toHaveLength(7);
        expect(again.jobs[0]).toMatchObject({ status: 'pending', generation: 1 });
      });
    });

    it('knows where each of many jobs stands', async () => {
      const pending = aJob();
      await store.create({ job: pending, input: {} });
      const running = await aStartedJob(store);
      expect(await store.findStandings([running, 'nobody', pending.id])).toEqual([
        { id: running, status: 'running', generation: 1, updatedAtMs: 1_000 },
        undefined,
        {
          id: pending.id,
          status: 'pending',
          generation: 1,
          updatedAtMs: Date.parse(pending.createdAt),
        },
      ]);
    });

    describe('an idempotency key', () => {
      const idempotency = { key: 'once', fingerprint: 'f1', keepForMs: 60_000 };

      it('makes one job of a request that is repeated', async () => {
        const [first, second] = [aJob(), aJob()];
        const wish = { input: {}, idempotency };
        expect(await store.create({ job: first, ...wish })).toEqual({ type: 'created' });
        expect(await store.create({ job: second, ...wish })).toEqual({
          type: 'repeated',
          id: first.id,
        });
        expect(await store.find(second.id)).toBeUndefined();
        expect((await store.counts()).pending).toBe(1);
      });

      it('is of one request only, and of one tenant', async () => {
        await store.create({ job: aJob(), input: {}, idempotency });
        const other = { ...idempotency, fingerprint: 'f2' };
        expect(await store.create({ job: aJob(), input: {}, idempotency: other })).toEqual({
          type: 'conflicting',
        });
        const elsewhere = aJob({ tenant: 'other' });
        expect(await store.create({ job: elsewhere, input: {}, idempotency })).toEqual({
          type: 'created',
        });
      });
    });

    describe('a beat', () => {
      it('tells a worker which of its starts are its own no longer', async () => {
        const [mine, taken, ended] = [
          await aStartedJob(store),
          await aStartedJob(store),
          await aStartedJob(store),
        ];
        await store.change(taken, started({ ...SECOND, atMs: 2 }));
        await store.change(ended, cancelled({ atMs: 2, ...KEEP }));
        const running = [mine, taken, ended].map((id) => ({ id, fence: FIRST.fence }));
        const answer = await store.beat({ ...A_BEAT, atMs: 3, running });
        expect(answer).toEqual({ lost: [taken, ended], stopping: [] });
      });

      it('counts the worker and its threads until it is forgotten or too long silent', async () => {
        await store.beat({ ...A_BEAT, atMs: 1_000, threads: 2 });
        await store.beat({ ...A_BEAT, workerId: 'b', atMs: 9_000, threads: 4 });
        expect(await store.findCapacity(0)).toEqual({ workers: 2, threads: 6 });
        expect(await store.findCapacity(5_000)).toEqual({ workers: 1, threads: 4 });
        await store.beat({ ...A_BEAT, workerId: 'b', atMs: 9_500, threads: 1 });
        expect(await store.findCapacity(5_000)).toEqual({ workers: 1, threads: 1 });
        await store.forgetWorker('b');
        expect(await store.findCapacity(0)).toEqual({ workers: 1, threads: 2 });
      });
    });

    describe('expiry', () => {
      it('counts from the end of a job: one that has not ended never expires', async () => {
        const id = await aStartedJob(store);
        expect(await expire(1_000 * DAY_MS)).toBe(0);
        expect(await store.findInput(id)).toEqual({ seconds: 1 });
      });

      it('first takes input and result, then, after the history, the record', async () => {
        const id = await aStartedJob(store);
        await store.change(id, completed({ fence: FIRST.fence, atMs: 0, result: 1, ...KEEP }));
        expect(await expire(KEEP.keepForMs - 1)).toBe(0);
        expect(await expire(KEEP.keepForMs)).toBe(1);
        expect(await store.find(id)).toMatchObject({ status: 'completed', expired: true });
        expect(await store.findInput(id)).toBeUndefined();
        expect(await store.findResult(id)).toBeUndefined();
        expect(await expire(KEEP.keepForMs + 30 * DAY_MS)).toBe(1);
        expect(await store.find(id)).toBeUndefined();
        expect((await store.list({ limit: 10 })).jobs).toEqual([]);
        expect((await store.counts()).completed).toBe(0);
      });
    });
  });
}
