import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  cancelled,
  completed,
  failed,
  type JobRequest,
  type JobStore,
  progressed,
  released,
  started,
} from '../src/index.ts';
import { aStartedJob, FIRST, KEEP, SECOND } from './startedJob.ts';

/** What every JobStore must do with one job. See jobIndexContract.ts for all of them. */
export function describeJobStore(name: string, createStore: () => JobStore): void {
  describe(`${name} as a job store`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

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
        const outcome = await store.create({ job, input: { deep: [1, { x: 'ü' }] } });
        expect(outcome).toEqual({ type: 'created' });
        expect(await store.find(job.id)).toMatchObject(job);
        expect(await store.findInput(job.id)).toEqual({ deep: [1, { x: 'ü' }] });
        expect(await store.findResult(job.id)).toBeUndefined();
      });

      it('is not overwritten by a second one with the same id', async () => {
        const job = aJob({ name: 'first' });
        await store.create({ job, input: {} });
        const second = { job: { ...job, name: 'second' }, input: {} };
        expect(await store.create(second)).toEqual({ type: 'taken' });
        expect(await store.find(job.id)).toMatchObject(job);
      });
    });

    describe('a start', () => {
      it('makes the job running and counts', async () => {
        const id = await aStartedJob(store);
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
        const id = await aStartedJob(store);
        await store.change(id, started({ ...SECOND, atMs: 2_000 }));
        const late = await store.change(id, started({ ...FIRST, atMs: 3_000 }));
        expect(late).toEqual({ type: 'refused', status: 'running', fence: SECOND.fence });
      });

      it('writes nothing any more once a newer start has taken the job', async () => {
        const id = await aStartedJob(store);
        await store.change(id, started({ ...SECOND, atMs: 2_000 }));
        const before = await store.find(id);
        const { fence } = FIRST;
        for (const change of [
          progressed({ fence, atMs: 3_000, progress: 90, checkpoint: 'old' }),
          completed({ fence, atMs: 3_000, result: 'old', ...KEEP }),
          failed({ fence, atMs: 3_000, error: { code: 'crashed', message: '' }, ...KEEP }),
          attemptFailed({
            fence,
            atMs: 3_000,
            error: { code: 'crashed', message: '' },
            nextAttemptAtMs: 4_000,
          }),
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
        const id = await aStartedJob(store);
        const made = { progress: 40, currentStep: 'lineups', checkpoint: { found: 60 } };
        await store.change(id, progressed({ fence: FIRST.fence, atMs: 2_000, ...made }));
        expect(await store.find(id)).toMatchObject({ progress: 40, currentStep: 'lineups' });
        expect(await store.findCheckpoint(id)).toEqual({ found: 60 });
      });
    });

    describe('an end', () => {
      it('keeps result and termination, and drops the checkpoint', async () => {
        const id = await aStartedJob(store);
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
        const id = await aStartedJob(store);
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
        const id = await aStartedJob(store);
        const error = { code: 'crashed', message: 'exit code 3' };
        await store.change(
          id,
          attemptFailed({ fence: FIRST.fence, atMs: 2_000, error, nextAttemptAtMs: 2_500 }),
        );
        expect(await store.find(id)).toMatchObject({
          status: 'pending',
          attempt: 1,
          error,
          nextAttemptAt: new Date(2_500).toISOString(),
        });
        await store.change(id, started({ ...SECOND, attempt: 2, atMs: 3_000 }));
        const again = await store.find(id);
        expect(again).toMatchObject({ status: 'running', attempt: 2 });
        expect(again).not.toHaveProperty('error');
        expect(again).not.toHaveProperty('nextAttemptAt');
      });
    });

    describe('a cancel', () => {
      it('ends a pending and a running job at once', async () => {
        const pending = aJob();
        await store.create({ job: pending, input: {} });
        for (const id of [pending.id, await aStartedJob(store)]) {
          const outcome = await store.change(id, cancelled({ atMs: 4_000, ...KEEP }));
          expect(outcome.type).toBe('applied');
          expect(await store.find(id)).toMatchObject({
            status: 'cancelled',
            completedAt: new Date(4_000).toISOString(),
          });
        }
      });

      it('is announced to who watches', async () => {
        const heard: JobRequest[] = [];
        await store.watchRequests((request) => heard.push(request));
        const id = await aStartedJob(store);
        await store.change(id, cancelled({ atMs: 4_000, ...KEEP }));
        await expect.poll(() => heard).toEqual([{ id, request: 'cancel' }]);
      });
    });
  });
}
