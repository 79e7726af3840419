import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  type Backlog,
  cancelled,
  completed,
  type JobStore,
  lost,
  notStartedInTime,
  type PendingRoom,
  released,
  requeued,
  retried,
  started,
} from '../src/index.ts';
import { FIRST, KEEP, SECOND } from './startedJob.ts';

const { fence } = FIRST;
const at = (ms: number) => new Date(ms).toISOString();

/** What every backlog must know of the jobs of its store. */
export function describeBacklog(
  name: string,
  create: () => { store: JobStore; backlog: Backlog },
): void {
  describe(`${name} as a backlog`, () => {
    let store: JobStore;
    let backlog: Backlog;
    beforeEach(() => {
      ({ store, backlog } = create());
    });
    const add = async (changes: Parameters<typeof aJob>[0] = {}) => {
      const job = aJob({ submittedBy: 'key-a', ...changes });
      await store.create({ job, input: {} });
      return job.id;
    };
    const start = (id: string) => store.change(id, started({ ...FIRST, atMs: 1_000 }));
    const addEnded = async (changes: Parameters<typeof aJob>[0] = {}) => {
      const id = await add(changes);
      await store.change(id, cancelled({ atMs: 1, ...KEEP }));
      return id;
    };
    const retry = (id: string, room: PendingRoom) =>
      store.change(id, retried({ fence: 0, generation: 2, atMs: 2, fromStart: false, room }));
    const ofKey = () => backlog.countPending('key-a');
    const overdue = (atMs: number) => backlog.findOverdue({ atMs, limit: 10 });

    describe('counts the pending jobs of a key', () => {
      it('from when they are submitted until they are started', async () => {
        const id = await add();
        await add({ submittedBy: 'key-b' });
        expect(await ofKey()).toBe(1);
        await start(id);
        expect(await ofKey()).toBe(0);
      });

      it.each([
        ['released', released({ fence, atMs: 2_000 })],
        ['lost', lost({ fence, atMs: 2_000 })],
        ['queued anew', requeued({ fence, generation: 2, atMs: 2_000 })],
        [
          'to be tried again',
          attemptFailed({
            fence,
            atMs: 2_000,
            nextAttemptAtMs: 3_000,
            error: { code: 'crashed', message: '' },
          }),
        ],
      ])('again when one is %s', async (_what, change) => {
        const id = await add();
        await start(id);
        await store.change(id, change);
        expect(await ofKey()).toBe(1);
        await store.change(id, requeued({ fence, generation: 3, atMs: 4_000 }));
        expect(await ofKey()).toBe(1);
      });

      it('no more once one has ended, and again when it is retried', async () => {
        const [waits, runs] = [await add(), await add()];
        await start(runs);
        await store.change(runs, completed({ fence, atMs: 2_000, result: 1, ...KEEP }));
        await store.change(waits, cancelled({ atMs: 2_000, ...KEEP }));
        await store.change(waits, cancelled({ atMs: 2_000, ...KEEP }));
        expect(await ofKey()).toBe(0);
        await store.change(
          waits,
          retried({ fence: 0, generation: 2, atMs: 3_000, fromStart: false }),
        );
        expect(await ofKey()).toBe(1);
      });
    });

    describe('lets a job wait again', () => {
      it('where fewer of its key wait than may, and changes nothing where not', async () => {
        const id = await addEnded();
        const waits = await add();
        const room = { pendingOfKey: 1, backlog: 100 };
        const before = await store.find(id);
        const refused = { type: 'over_quota', limit: 'pendingJobs', pending: 1 };
        expect(await retry(id, room)).toEqual(refused);
        expect(await store.find(id)).toEqual(before);
        expect(await retry(await addEnded({ submittedBy: 'key-b' }), room)).toMatchObject({
          type: 'applied',
        });
        await start(waits);
        expect(await retry(id, room)).toMatchObject({ type: 'applied' });
        expect(await ofKey()).toBe(1);
      });

      it('where fewer wait in all than may, also without a key', async () => {
        const [id, other] = [await addEnded({ submittedBy: undefined }), await addEnded()];
        const room = { pendingOfKey: 0, backlog: 1 };
        expect(await retry(id, room)).toMatchObject({ type: 'applied' });
        const refused = { type: 'over_quota', limit: 'backlog', pending: 1 };
        expect(await retry(other, { ...room, pendingOfKey: null })).toEqual(refused);
      });

      it('as often as there is room, however many come at once', async () => {
        const ids = await Promise.all(Array.from({ length: 10 }, () => addEnded()));
        const room = { pendingOfKey: 3, backlog: 100 };
        const outcomes = await Promise.all(ids.map((id) => retry(id, room)));
        expect(outcomes.filter(({ type }) => type === 'applied')).toHaveLength(3);
        expect(await ofKey()).toBe(3);
      });

      it('and is not asked for room once it waits', async () => {
        const id = await add();
        const outcome = await retry(id, { pendingOfKey: 0, backlog: 0 });
        expect(outcome).toMatchObject({ type: 'refused', status: 'pending' });
      });
    });

    describe('finds what was not started in time', () => {
      it('the longest overdue first, and as many as asked for', async () => {
        const later = await add({ startBy: at(20) });
        const sooner = await add({ startBy: at(10) });
        await add();
        expect(await overdue(10)).toEqual([]);
        expect(await overdue(11)).toEqual([sooner]);
        expect(await overdue(21)).toEqual([sooner, later]);
        expect(await backlog.findOverdue({ atMs: 21, limit: 1 })).toEqual([sooner]);
      });

      it('but not what has been started once, or has ended', async () => {
        const [begun, ended] = [await add({ startBy: at(10) }), await add({ startBy: at(10) })];
        await start(begun);
        await store.change(begun, released({ fence, atMs: 2_000 }));
        await store.change(ended, cancelled({ atMs: 1, ...KEEP }));
        expect(await overdue(1_000)).toEqual([]);
      });

      it('and what fails for it is not subject to it when it is retried', async () => {
        const id = await add({ startBy: at(10) });
        expect(await store.change(id, notStartedInTime({ fence: 0, atMs: 11, ...KEEP }))).toEqual({
          type: 'applied',
          version: 2,
        });
        expect(await store.find(id)).toMatchObject({
          status: 'failed',
          starts: 0,
          error: { code: 'not_started_in_time' },
          completedAt: at(11),
        });
        await store.change(id, retried({ fence: 0, generation: 2, atMs: 12, fromStart: false }));
        expect(await store.find(id)).not.toHaveProperty('startBy');
        expect(await overdue(1_000)).toEqual([]);
      });

      it('and does not fail what a worker has started meanwhile', async () => {
        const id = await add({ startBy: at(10) });
        await start(id);
        const change = notStartedInTime({ fence: 0, atMs: 11, ...KEEP });
        expect(await store.change(id, change)).toMatchObject({ type: 'refused' });
        await store.change(id, released({ fence, atMs: 12 }));
        expect(await store.change(id, change)).toMatchObject({ type: 'refused' });
      });
    });

    describe('tells how fast jobs stop waiting', () => {
      const MINUTE_MS = 60_000;

      it('by what has been started or ended in the last minutes', async () => {
        expect(await backlog.findRate(10 * MINUTE_MS)).toBeUndefined();
        for (const id of [await add(), await add()]) {
          await store.change(id, started({ ...FIRST, atMs: 9 * MINUTE_MS }));
        }
        await store.change(await add(), cancelled({ atMs: 9.5 * MINUTE_MS, ...KEEP }));
        expect(await backlog.findRate(10 * MINUTE_MS)).toBeCloseTo(3 / 60);
        expect(await backlog.findRate(11 * MINUTE_MS)).toBeCloseTo(3 / 120);
        expect(await backlog.findRate(30 * MINUTE_MS)).toBeUndefined();
      });

      it('less what waits again', async () => {
        const id = await add();
        await store.change(id, started({ ...FIRST, atMs: MINUTE_MS }));
        await store.change(id, released({ fence, atMs: MINUTE_MS }));
        expect(await backlog.findRate(2 * MINUTE_MS)).toBeUndefined();
        await store.change(id, started({ ...SECOND, atMs: MINUTE_MS }));
        expect(await backlog.findRate(2 * MINUTE_MS)).toBeCloseTo(1 / 60);
      });

      it('from when it waits again, however long before its worker had let go of it', async () => {
        const id = await add();
        await store.change(id, started({ ...FIRST, atMs: MINUTE_MS }));
        const givenBack = released({ fence, atMs: 3 * MINUTE_MS, letGoAtMs: 2 * MINUTE_MS });
        await store.change(id, givenBack);
        await store.change(id, started({ ...SECOND, atMs: 3 * MINUTE_MS }));
        // In the minute of both nothing has been won, and the one before is none to go by.
        expect(await backlog.findRate(7.5 * MINUTE_MS)).toBeUndefined();
      });
    });
  });
}
