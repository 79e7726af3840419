import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  cancelled,
  completed,
  failed,
  type JobStore,
  progressed,
  released,
  started,
} from '../src/index.ts';

const DAY_MS = 86_400_000;
const KEEP = { keepForMs: 7 * DAY_MS };
const FIRST = { fence: 1_000_001, attempt: 1, workerId: 'worker-a' };
const SECOND = { fence: 1_000_002, attempt: 1, workerId: 'worker-b' };

/** What every JobStore must do. Each implementation's test file calls this with a fresh store. */
export function describeJobStore(name: string, createStore: () => JobStore): void {
  describe(`${name} as a job store`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

    async function aStartedJob(): Promise<string> {
      const job = aJob();
      await store.create({ job, input: { seconds: 1 } });
      await store.change(job.id, started({ ...FIRST, atMs: 1_000 }));
      return job.id;
    }

    describe('a record', () => {
      it('is absent under an id nobody has', async () => {
        expect(await store.find('nobody')).toBeUndefined();
        expect(await store.findInput('nobody')).toBeUndefined();
        expect(await store.change('nobody', cancelled({ atMs: 1, ...KEEP }))).toEqual({
          type: 'absent',
        });
      });

      it('is found as it was created, with its input', async () => {
        const job = aJob({
          name: 'Sunday',
          tags: ['a', 'b'],
          slateId: 'fontana',
          priority: 'high',
        });
        expect(await store.create({ job, input: { deep: [1, { x: 'ü' }] } })).toBe(true);
        expect(await store.find(job.id)).toEqual(job);
        expect(await store.findInput(job.id)).toEqual({ deep: [1, { x: 'ü' }] });
        expect(await store.findResult(job.id)).toBeUndefined();
      });

      it('is not overwritten by a second one with the same id', async () => {
        const job = aJob({ name: 'first' });
        await store.create({ job, input: {} });
        expect(await store.create({ job: { ...job, name: 'second' }, input: {} })).toBe(false);
        expect(await store.find(job.id)).toEqual(job);
      });
    });

    describe('a start', () => {
      it('makes the job running and counts', async () => {
        const id = await aStartedJob();
        expect(await store.find(id)).toMatchObject({
          status: 'running',
          attempt: 1,
          starts: 1,
          fence: FIRST.fence,
          workerId: 'worker-a',
          startedAt: '1970-01-01T00:00:01.000Z',
          updatedAt: '1970-01-01T00:00:01.000Z',
          version: 2,
        });
      });

      it('is refused to an older start than the one that holds the job', async () => {
        const id = await aStartedJob();
        await store.change(id, started({ ...SECOND, atMs: 2_000 }));
        const late = await store.change(id, started({ ...FIRST, atMs: 3_000 }));
        expect(late).toEqual({ type: 'refused', status: 'running', fence: SECOND.fence });
      });

      it('writes nothing any more once a newer start has taken the job', async () => {
        const id = await aStartedJob();
        await store.change(id, started({ ...SECOND, atMs: 2_000 }));
        const before = await store.find(id);
        const { fence } = FIRST;
        for (const change of [
          progressed({ fence, atMs: 3_000, progress: 90, checkpoint: 'old' }),
          completed({ fence, atMs: 3_000, result: 'old', ...KEEP }),
          failed({ fence, atMs: 3_000, error: { code: 'crashed', message: '' }, ...KEEP }),
          attemptFailed({ fence, atMs: 3_000, error: { code: 'crashed', message: '' } }),
          released({ fence, atMs: 3_000 }),
        ]) {
          expect(await store.change(id, change)).toMatchObject({ type: 'refused' });
        }
        expect(await store.find(id)).toEqual(before);
        expect(await store.findResult(id)).toBeUndefined();
        expect(await store.findCheckpoint(id)).toBeUndefined();
      });
    });

    describe('progress', () => {
      it('is kept with its step and checkpoint', async () => {
        const id = await aStartedJob();
        const made = { progress: 40, currentStep: 'lineups', checkpoint: { found: 60 } };
        await store.change(id, progressed({ fence: FIRST.fence, atMs: 2_000, ...made }));
        expect(await store.find(id)).toMatchObject({ progress: 40, currentStep: 'lineups' });
        expect(await store.findCheckpoint(id)).toEqual({ found: 60 });
      });
    });

    describe('an end', () => {
      it('keeps result and termination, and drops the checkpoint', async () => {
        const id = await aStartedJob();
        const { fence } = FIRST;
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, checkpoint: 1 }));
        const end = { atMs: 5_000, result: { lineups: [] }, termination: 'optimal' as const };
        await store.change(id, completed({ fence, ...end, ...KEEP }));
        expect(await store.find(id)).toMatchObject({
          status: 'completed',
          progress: 100,
          termination: 'optimal',
          completedAt: new Date(5_000).toISOString(),
          expiresAt: new Date(5_000 + KEEP.keepForMs).toISOString(),
        });
        expect(await store.findResult(id)).toEqual({ lineups: [] });
        expect(await store.findCheckpoint(id)).toBeUndefined();
      });

      it('is final: nothing changes a finished job', async () => {
        const id = await aStartedJob();
        const { fence } = FIRST;
        await store.change(id, completed({ fence, atMs: 5_000, result: 'the one', ...KEEP }));
        const before = await store.find(id);
        for (const change of [
          started({ ...SECOND, atMs: 6_000 }),
          completed({ fence, atMs: 6_000, result: 'another', ...KEEP }),
          cancelled({ atMs: 6_000, ...KEEP }),
        ]) {
          expect(await store.change(id, change)).toMatchObject({
            type: 'refused',
            status: 'completed',
          });
        }
        expect(await store.find(id)).toEqual(before);
        expect(await store.findResult(id)).toBe('the one');
      });

      it('of an attempt that is tried again leaves the job pending, with the reason', async () => {
        const id = await aStartedJob();
        const error = { code: 'crashed', message: 'exit code 3' };
        await store.change(id, attemptFailed({ fence: FIRST.fence, atMs: 2_000, error }));
        expect(await store.find(id)).toMatchObject({ status: 'pending', attempt: 1, error });
        await store.change(id, started({ ...SECOND, attempt: 2, atMs: 3_000 }));
        const again = await store.find(id);
        expect(again).toMatchObject({ status: 'running', attempt: 2 });
        expect(again).not.toHaveProperty('error');
      });
    });

    describe('a release', () => {
      it('leaves the job pending with attempt and checkpoint as they were', async () => {
        const id = await aStartedJob();
        const { fence } = FIRST;
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, checkpoint: [1] }));
        await store.change(id, released({ fence, atMs: 3_000 }));
        expect(await store.find(id)).toMatchObject({
          status: 'pending',
          attempt: 1,
          starts: 1,
          progress: 40,
        });
        expect(await store.findCheckpoint(id)).toEqual([1]);
      });
    });

    describe('a cancel', () => {
      it('ends a pending and a running job at once', async () => {
        const pending = aJob();
        await store.create({ job: pending, input: {} });
        for (const id of [pending.id, await aStartedJob()]) {
          const outcome = await store.change(id, cancelled({ atMs: 4_000, ...KEEP }));
          expect(outcome.type).toBe('applied');
          expect(await store.find(id)).toMatchObject({
            status: 'cancelled',
            completedAt: new Date(4_000).toISOString(),
          });
        }
      });

      it('is announced to who watches', async () => {
        const heard: string[] = [];
        await store.watchCancelled((id) => heard.push(id));
        const id = await aStartedJob();
        await store.change(id, cancelled({ atMs: 4_000, ...KEEP }));
        await expect.poll(() => heard).toEqual([id]);
      });
    });

    describe('a list', () => {
      it('is newest first, and paged without gap or repeat', async () => {
        const jobs = Array.from({ length: 7 }, () => aJob());
        for (const job of jobs) await store.create({ job, input: {} });
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
        const id = await aStartedJob();
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
      await aStartedJob();
      await store.change(await aStartedJob(), cancelled({ atMs: 1, ...KEEP }));
      expect(await store.counts()).toEqual({
        ...{ pending: 1, running: 1, completed: 0, failed: 0, cancelled: 1 },
        unreadable: 0,
      });
    });

    describe('a beat', () => {
      it('tells a worker which of its starts are its own no longer', async () => {
        const [mine, taken, ended] = [
          await aStartedJob(),
          await aStartedJob(),
          await aStartedJob(),
        ];
        await store.change(taken, started({ ...SECOND, atMs: 2 }));
        await store.change(ended, cancelled({ atMs: 2, ...KEEP }));
        const running = [mine, taken, ended].map((id) => ({ id, fence: FIRST.fence }));
        expect(await store.beat({ workerId: 'a', atMs: 3, running })).toEqual([taken, ended]);
      });

      it('counts the worker as alive until it is forgotten or too long ago', async () => {
        await store.beat({ workerId: 'a', atMs: 1_000, running: [] });
        await store.beat({ workerId: 'b', atMs: 9_000, running: [] });
        expect(await store.countWorkers(0)).toBe(2);
        expect(await store.countWorkers(5_000)).toBe(1);
        await store.forgetWorker('b');
        expect(await store.countWorkers(0)).toBe(1);
      });
    });

    describe('expiry', () => {
      const expire = (atMs: number) => store.expire({ atMs, historyForMs: 30 * DAY_MS, limit: 10 });

      it('counts from the end of a job: one that has not ended never expires', async () => {
        const id = await aStartedJob();
        expect(await expire(1_000 * DAY_MS)).toBe(0);
        expect(await store.findInput(id)).toEqual({ seconds: 1 });
      });

      it('first takes input and result, then, after the history, the record', async () => {
        const id = await aStartedJob();
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
