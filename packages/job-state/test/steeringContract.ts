import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  cancelled,
  completed,
  edited,
  type Edits,
  type JobRequest,
  type JobStore,
  lost,
  progressed,
  released,
  retried,
  started,
  stopRequested,
} from '../src/index.ts';
import { aStartedJob, FIRST, KEEP, SECOND } from './startedJob.ts';

const { fence } = FIRST;

/** What every JobStore must do with what people ask of one job: stop, edit, delete. */
export function describeSteering(name: string, createStore: () => JobStore): void {
  describe(`${name} when a job is steered`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

    async function found(id: string): Promise<Job> {
      const job = await store.find(id);
      if (!job) throw new Error('The job is gone');
      return job;
    }

    async function edit(before: Job, after: Edits, ifVersion?: number) {
      const change = edited({ before, after, atMs: 5_000, ifVersion });
      return change && (await store.change(before.id, change));
    }

    describe('a stop', () => {
      it('is in the record of a running job, once, and announced to who watches', async () => {
        const heard: JobRequest[] = [];
        await store.watchRequests((request) => heard.push(request));
        const id = await aStartedJob(store);
        expect(await store.change(id, stopRequested({ atMs: 2_000 }))).toMatchObject({
          type: 'applied',
        });
        const again = await store.change(id, stopRequested({ atMs: 3_000 }));
        expect(again).toMatchObject({ type: 'refused', status: 'running' });
        expect(await found(id)).toMatchObject({
          status: 'running',
          stopRequestedAt: new Date(2_000).toISOString(),
          version: 3,
        });
        await expect.poll(() => heard).toEqual([{ id, request: 'stop' }]);
      });

      it('is refused to a job that waits', async () => {
        const job = aJob();
        await store.create({ job, input: {} });
        expect(await store.change(job.id, stopRequested({ atMs: 2 }))).toMatchObject({
          type: 'refused',
          status: 'pending',
        });
      });

      it('is told by the beat to whoever runs the job then', async () => {
        const id = await aStartedJob(store);
        await store.change(id, stopRequested({ atMs: 2_000 }));
        await store.change(id, started({ ...SECOND, atMs: 3_000 }));
        const beat = (held: number) =>
          store.beat({ workerId: 'a', atMs: 4_000, threads: 1, running: [{ id, fence: held }] });
        expect(await beat(SECOND.fence)).toEqual({ lost: [], stopping: [id] });
        expect(await beat(fence)).toEqual({ lost: [id], stopping: [] });
      });

      it('outlives release and loss, for the next start to honour', async () => {
        for (const change of [released({ fence, atMs: 3_000 }), lost({ fence, atMs: 3_000 })]) {
          const id = await aStartedJob(store);
          await store.change(id, stopRequested({ atMs: 2_000 }));
          await store.change(id, change);
          expect(await found(id)).toMatchObject({
            status: 'pending',
            stopRequestedAt: new Date(2_000).toISOString(),
          });
        }
      });

      it('is forgotten by a cancel, and is not in a retry', async () => {
        const id = await aStartedJob(store);
        await store.change(id, stopRequested({ atMs: 2_000 }));
        await store.change(id, cancelled({ atMs: 3_000, ...KEEP }));
        expect(await found(id)).not.toHaveProperty('stopRequestedAt');
        const wish = { fence, generation: 2, atMs: 5_000, fromStart: false };
        await store.change(id, retried(wish));
        expect(await found(id)).not.toHaveProperty('stopRequestedAt');
      });
    });

    describe('an edit', () => {
      it('sets name, priority and tags, and takes a name away', async () => {
        const job = aJob({ name: 'old', tags: ['a', 'b'] });
        await store.create({ job, input: {} });
        const after: Edits = { name: undefined, priority: 'urgent', tags: ['b', 'c'] };
        expect(await edit(job, after)).toEqual({ type: 'applied', version: 2 });
        const now = await found(job.id);
        expect(now).toMatchObject({ priority: 'urgent', tags: ['b', 'c'] });
        expect(now).not.toHaveProperty('name');
      });

      it('that changes nothing is none', async () => {
        const job = aJob({ name: 'same', tags: ['a'] });
        await store.create({ job, input: {} });
        expect(await edit(job, { name: 'same', tags: ['a'], priority: 'normal' })).toBeUndefined();
      });

      it('is refused when somebody else has edited the job since it was looked at', async () => {
        const job = aJob();
        await store.create({ job, input: {} });
        await edit(job, { tags: ['theirs'] });
        expect(await edit(job, { tags: ['ours'] })).toMatchObject({ type: 'refused' });
        expect((await found(job.id)).tags).toEqual(['theirs']);
      });

      it('does not mind the progress that a running job makes meanwhile', async () => {
        const id = await aStartedJob(store);
        const before = await found(id);
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40 }));
        expect(await edit(before, { name: 'new' })).toMatchObject({ type: 'applied' });
        expect(await found(id)).toMatchObject({ name: 'new', progress: 40 });
      });

      it('is refused when it is for another version', async () => {
        const job = aJob();
        await store.create({ job, input: {} });
        expect(await edit(job, { name: 'x' }, job.version + 1)).toMatchObject({ type: 'refused' });
        expect(await edit(job, { name: 'x' }, job.version)).toMatchObject({ type: 'applied' });
      });

      it('of name and tags is open to a job that has ended, of the priority not', async () => {
        const id = await aStartedJob(store);
        await store.change(id, completed({ fence, atMs: 4_000, result: 1, ...KEEP }));
        const before = await found(id);
        expect(await edit(before, { priority: 'low' })).toMatchObject({ type: 'refused' });
        expect(await edit(before, { tags: ['kept'], name: 'best' })).toMatchObject({
          type: 'applied',
        });
      });
    });

    describe('a removal', () => {
      it('leaves nothing of a job that has ended', async () => {
        const id = await aStartedJob(store);
        await store.change(id, completed({ fence, atMs: 4_000, result: 1, ...KEEP }));
        expect(await store.remove(id)).toBe('removed');
        expect(await store.remove(id)).toBe('absent');
        expect(await store.find(id)).toBeUndefined();
        expect(await store.findResult(id)).toBeUndefined();
        expect((await store.list({ limit: 10 })).jobs).toEqual([]);
        expect(await store.counts()).toMatchObject({ completed: 0, unreadable: 0 });
        expect(await store.expire({ atMs: 1e15, historyForMs: 0, limit: 10 })).toBe(0);
      });

      it('is refused to a job that has not ended', async () => {
        const id = await aStartedJob(store);
        expect(await store.remove(id)).toBe('unfinished');
        expect(await found(id)).toMatchObject({ status: 'running' });
      });
    });
  });
}
