import { beforeEach, describe, expect, it } from 'vitest';

import {
  completed,
  failed,
  fenceOf,
  gaveUp,
  type JobStore,
  lost,
  progressed,
  released,
  requeued,
  retried,
  started,
} from '../src/index.ts';
import { aStartedJob, FIRST, KEEP, SECOND } from './startedJob.ts';

const { fence } = FIRST;

/** What every JobStore must do with a job that goes back to pending. */
export function describeHandOver(name: string, createStore: () => JobStore): void {
  describe(`${name} when a job goes back`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

    describe('a release', () => {
      it('leaves the job pending with attempt and checkpoint as they were', async () => {
        const id = await aStartedJob(store);
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, checkpoint: [1] }));
        await store.change(id, released({ fence, atMs: 3_000 }));
        expect(await store.find(id)).toMatchObject({
          status: 'pending',
          attempt: 1,
          starts: 1,
          progress: 40,
          lostStarts: 0,
          isSuspect: false,
        });
        expect(await store.findCheckpoint(id)).toEqual([1]);
      });

      it('says so when the job may be why its worker was short of memory', async () => {
        const id = await aStartedJob(store);
        await store.change(id, released({ fence, atMs: 3_000, isSuspect: true }));
        expect(await store.find(id)).toMatchObject({ isSuspect: true, lostStarts: 0 });
      });
    });

    describe('a lost start', () => {
      it('is counted, and makes the job a suspect, when a newer start takes the job over', async () => {
        const id = await aStartedJob(store);
        await store.change(id, started({ ...SECOND, atMs: 9_000 }));
        expect(await store.find(id)).toMatchObject({ starts: 2, lostStarts: 1, isSuspect: true });
      });

      it('is counted once when it is found out before the next start', async () => {
        const id = await aStartedJob(store);
        await store.change(id, lost({ fence, atMs: 8_000 }));
        expect(await store.find(id)).toMatchObject({ status: 'pending', lostStarts: 1 });
        await store.change(id, started({ ...SECOND, atMs: 9_000 }));
        expect(await store.find(id)).toMatchObject({ status: 'running', lostStarts: 1 });
      });

      it('too many ends the job, whether it waits or seems to run', async () => {
        const id = await aStartedJob(store);
        const error = { code: 'lost_too_often', message: 'given up' };
        const end = gaveUp({ fence: SECOND.fence, atMs: 9_000, error, ...KEEP });
        expect((await store.change(id, end)).type).toBe('applied');
        expect(await store.find(id)).toMatchObject({ status: 'failed', error, lostStarts: 1 });
        const late = await store.change(id, progressed({ fence, atMs: 9_500, progress: 3 }));
        expect(late.type).toBe('refused');
      });
    });

    describe('a start', () => {
      it('begins at the progress of the checkpoint it goes on from', async () => {
        const id = await aStartedJob(store);
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, checkpoint: 1 }));
        await store.change(id, progressed({ fence, atMs: 3_000, progress: 70 }));
        await store.change(id, started({ ...SECOND, atMs: 4_000 }));
        expect(await store.find(id)).toMatchObject({ progress: 40 });
      });
    });

    describe('a job queued anew', () => {
      it('is of the next generation, and what still runs it writes nothing more', async () => {
        const id = await aStartedJob(store);
        await store.change(id, requeued({ fence, generation: 2, atMs: 2_000 }));
        expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2, starts: 1 });
        expect(await store.change(id, released({ fence, atMs: 3_000 }))).toMatchObject({
          type: 'refused',
        });
        const next = started({ fence: fenceOf(2, 1), attempt: 1, workerId: 'b', atMs: 4_000 });
        expect((await store.change(id, next)).type).toBe('applied');
      });
    });

    describe('a retry', () => {
      const failure = { code: 'crashed', message: 'exit code 3' };

      async function aFailedJob(): Promise<string> {
        const id = await aStartedJob(store);
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, checkpoint: 1 }));
        await store.change(id, failed({ fence, atMs: 3_000, error: failure, ...KEEP }));
        return id;
      }

      it('makes a failed job pending again, with its checkpoint and all its attempts', async () => {
        const id = await aFailedJob();
        const wish = { fence, generation: 2, atMs: 5_000, fromStart: false };
        expect((await store.change(id, retried(wish))).type).toBe('applied');
        const job = await store.find(id);
        expect(job).toMatchObject({ status: 'pending', generation: 2, attempt: 0, progress: 40 });
        for (const gone of ['error', 'completedAt', 'expiresAt']) {
          expect(job).not.toHaveProperty(gone);
        }
        expect(await store.findCheckpoint(id)).toBe(1);
        const late = { atMs: 1e15, historyForMs: 0, limit: 10 };
        expect(await store.expire(late)).toBe(0);
      });

      it('from the start forgets the checkpoint, and the best that had been found', async () => {
        const id = await aStartedJob(store);
        const found = { checkpoint: 1, incumbent: { objective: 9, value: 'best' } };
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, ...found }));
        await store.change(id, failed({ fence, atMs: 3_000, error: failure, ...KEEP }));
        const wish = { fence, generation: 2, atMs: 5_000, fromStart: true };
        await store.change(id, retried(wish));
        expect(await store.findCheckpoint(id)).toBeUndefined();
        expect(await store.find(id)).not.toHaveProperty('incumbent');
        await store.change(id, started({ ...SECOND, fence: fenceOf(2, 1), atMs: 6_000 }));
        expect(await store.find(id)).toMatchObject({ progress: 0, attempt: 1 });
      });

      it('is refused to a completed job, and to one whose input is gone', async () => {
        const done = await aStartedJob(store);
        await store.change(done, completed({ fence, atMs: 2_000, result: 1, ...KEEP }));
        const wish = { fence, generation: 2, atMs: 5_000, fromStart: false };
        expect((await store.change(done, retried(wish))).type).toBe('refused');
        const old = await aFailedJob();
        await store.expire({ atMs: 3_000 + KEEP.keepForMs, historyForMs: 1e9, limit: 10 });
        expect((await store.change(old, retried(wish))).type).toBe('refused');
      });
    });
  });
}
