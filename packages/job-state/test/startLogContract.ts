import { beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  cancelled,
  fenceOf,
  type JobStore,
  lost,
  progressed,
  released,
  requeued,
  started,
} from '../src/index.ts';
import { aStartedJob, FIRST, KEEP, SECOND } from './startedJob.ts';

const { fence } = FIRST;

/** What every JobStore must remember of the starts of a job. */
export function describeStartLog(name: string, createStore: () => JobStore): void {
  describe(`${name} as the memory of starts`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

    describe('the hand-over log', () => {
      it('tells of each start who had it, when, how it ended, and what was lost', async () => {
        const id = await aStartedJob(store);
        await store.change(id, progressed({ fence, atMs: 2_000, progress: 40, checkpoint: 1 }));
        await store.change(id, progressed({ fence, atMs: 3_000, progress: 55 }));
        await store.change(id, started({ ...SECOND, atMs: 9_000 }));
        await store.change(id, progressed({ ...SECOND, atMs: 9_500, progress: 60, checkpoint: 2 }));
        await store.change(id, released({ ...SECOND, atMs: 10_000 }));
        const third = { ...FIRST, fence: SECOND.fence + 1 };
        await store.change(id, started({ ...third, atMs: 11_000 }));
        const common = { generation: 1, attempt: 1 };
        expect(await store.findStarts(id)).toEqual([
          {
            ...common,
            number: 1,
            fence,
            workerId: 'worker-a',
            startedAt: new Date(1_000).toISOString(),
            progressAtStart: 0,
            ended: 'lost',
            endedAt: new Date(3_000).toISOString(),
            progressAtEnd: 55,
            progressLost: 15,
          },
          {
            ...common,
            number: 2,
            fence: SECOND.fence,
            workerId: 'worker-b',
            startedAt: new Date(9_000).toISOString(),
            progressAtStart: 40,
            ended: 'released',
            endedAt: new Date(10_000).toISOString(),
            progressAtEnd: 60,
            progressLost: 0,
          },
          {
            ...common,
            number: 3,
            fence: third.fence,
            workerId: 'worker-a',
            startedAt: new Date(11_000).toISOString(),
            progressAtStart: 60,
          },
        ]);
      });

      it('closes a start with what ended the job, too', async () => {
        const id = await aStartedJob(store);
        await store.change(id, cancelled({ atMs: 4_000, ...KEEP }));
        expect(await store.findStarts(id)).toMatchObject([{ ended: 'cancelled' }]);
      });

      it('keeps the newest fifty starts', async () => {
        const id = await aStartedJob(store);
        for (let number = 2; number <= 60; number += 1) {
          const next = { attempt: 1, workerId: 'w', fence: fenceOf(1, number) };
          await store.change(id, started({ ...next, atMs: 1_000 * number }));
        }
        const kept = await store.findStarts(id);
        expect(kept.map(({ number }) => number)).toEqual(
          Array.from({ length: 50 }, (_, index) => index + 11),
        );
      });
    });

    describe('the time a job has used', () => {
      it('ends when the start was last heard of, or let go, and not when that was noted', async () => {
        const hourMs = 3_600_000;
        const over = { fence, atMs: hourMs };
        for (const end of [lost(over), requeued({ ...over, generation: 2 })]) {
          const id = await aStartedJob(store);
          await store.change(id, progressed({ fence, atMs: 6_000, progress: 1 }));
          await store.change(id, end);
          expect(await store.find(id)).toMatchObject({ timeUsedSeconds: 5 });
          expect(await store.findStarts(id)).toMatchObject([
            { endedAt: new Date(6_000).toISOString() },
          ]);
        }
        const id = await aStartedJob(store);
        await store.change(id, released({ ...over, letGoAtMs: 4_000 }));
        expect(await store.find(id)).toMatchObject({ timeUsedSeconds: 3 });
      });

      it('adds up over the starts of an attempt, and begins anew with the next', async () => {
        const id = await aStartedJob(store);
        await store.change(id, released({ fence, atMs: 3_500 }));
        expect(await store.find(id)).toMatchObject({ timeUsedSeconds: 2.5 });
        await store.change(id, started({ ...SECOND, atMs: 10_000 }));
        const error = { code: 'crashed', message: '' };
        const { fence: second } = SECOND;
        await store.change(id, progressed({ fence: second, atMs: 11_000, progress: 1 }));
        const third = { ...FIRST, fence: second + 1 };
        await store.change(id, started({ ...third, atMs: 30_000 }));
        expect(await store.find(id)).toMatchObject({ timeUsedSeconds: 3.5 });
        const next = { fence: third.fence, atMs: 31_000, error, nextAttemptAtMs: 32_000 };
        await store.change(id, attemptFailed(next));
        expect(await store.find(id)).toMatchObject({ timeUsedSeconds: 0 });
      });
    });
  });
}
