import { beforeEach, describe, expect, it } from 'vitest';

import { fenceOf, type JobStore, progressed, released, requeued, started } from '../src/index.ts';
import { aStartedJob, FIRST } from './startedJob.ts';

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

    describe('a job queued anew', () => {
      it('is of the next generation, and what still runs it writes nothing more', async () => {
        const id = await aStartedJob(store);
        const { fence } = FIRST;
        await store.change(id, requeued({ fence, generation: 2, atMs: 2_000 }));
        expect(await store.find(id)).toMatchObject({ status: 'pending', generation: 2, starts: 1 });
        expect(await store.change(id, released({ fence, atMs: 3_000 }))).toMatchObject({
          type: 'refused',
        });
        const next = started({ fence: fenceOf(2, 1), attempt: 1, workerId: 'b', atMs: 4_000 });
        expect((await store.change(id, next)).type).toBe('applied');
      });
    });
  });
}
