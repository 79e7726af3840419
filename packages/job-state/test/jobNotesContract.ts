import { beforeEach, describe, expect, it } from 'vitest';

import {
  cancelled,
  completed,
  fenceOf,
  type JobStore,
  logged,
  progressed,
  retried,
  started,
} from '../src/index.ts';
import { aStartedJob, DAY_MS, FIRST, KEEP, SECOND } from './startedJob.ts';

const ALL = { after: 0, limit: 2_000 };
const { fence } = FIRST;

/** What every store must do with what a running job leaves beside its record. */
export function describeJobNotes(name: string, createStore: () => JobStore): void {
  describe(`${name} as a keeper of notes`, () => {
    let store: JobStore;
    let id: string;
    beforeEach(async () => {
      store = createStore();
      id = await aStartedJob(store);
    });

    const find = (objective: number, value: unknown = { objective }) =>
      store.change(id, progressed({ fence, atMs: 2_000, incumbent: { objective, value } }));
    const log = (...messages: string[]) => {
      const logs = messages.map((message) => ({ at: '1970-01-01T00:00:02.000Z', message }));
      return store.change(id, logged({ fence, atMs: 2_000, logs }));
    };

    it('keeps each better solution, and what is to be known of the last in the record', async () => {
      await find(10.125);
      await find(0.1 + 0.2, [{ deep: 'ü' }]);
      const foundAt = '1970-01-01T00:00:02.000Z';
      expect(await store.findIncumbents(id, ALL)).toEqual([
        { index: 1, objective: 10.125, foundAt, value: { objective: 10.125 } },
        { index: 2, objective: 0.1 + 0.2, foundAt, value: [{ deep: 'ü' }] },
      ]);
      const job = await store.find(id);
      expect(job?.incumbent).toEqual({ index: 2, objective: 0.1 + 0.2, foundAt });
      expect(await store.findIncumbents(id, { after: 1, limit: 10 })).toHaveLength(1);
      expect(await store.findIncumbents(id, { after: 0, limit: 1 })).toMatchObject([{ index: 1 }]);
    });

    it('keeps of a solution over 64 kB only that there was one', async () => {
      await find(1, 'x'.repeat(65_536));
      expect(await store.findIncumbents(id, ALL)).toEqual([
        { index: 1, objective: 1, foundAt: '1970-01-01T00:00:02.000Z' },
      ]);
    });

    it('keeps the newest hundred solutions', async () => {
      for (let objective = 1; objective <= 103; objective += 1) await find(objective);
      const kept = await store.findIncumbents(id, ALL);
      expect(kept).toHaveLength(100);
      expect([kept[0]?.index, kept.at(-1)?.index]).toEqual([4, 103]);
    });

    it('keeps the newest thousand log lines, counted', async () => {
      await log('first', 'second');
      expect(await store.findLogs(id, ALL)).toEqual([
        { index: 1, at: '1970-01-01T00:00:02.000Z', message: 'first' },
        { index: 2, at: '1970-01-01T00:00:02.000Z', message: 'second' },
      ]);
      for (let round = 0; round < 11; round += 1) {
        await log(...Array.from({ length: 100 }, (_, line) => `${round}/${line}`));
      }
      const kept = await store.findLogs(id, ALL);
      expect(kept).toHaveLength(1_000);
      expect(kept[0]).toMatchObject({ index: 103, message: '1/0' });
      expect(await store.findLogs(id, { after: 1_100, limit: 1 })).toMatchObject([
        { index: 1_101 },
      ]);
    });

    it('changes nothing of the record for a log line', async () => {
      const before = await store.find(id);
      await log('quiet');
      expect(await store.find(id)).toEqual(before);
      const { tenant, status, version } = before!;
      expect(await store.findVersion(id)).toMatchObject({ tenant, status, version });
      expect(await store.findVersion('nobody')).toBeUndefined();
    });

    it('takes notes only from the start that holds the job', async () => {
      await store.change(id, started({ ...SECOND, atMs: 2_000 }));
      expect(await log('late')).toMatchObject({ type: 'refused' });
      expect(await find(1)).toMatchObject({ type: 'refused' });
      expect(await store.findLogs(id, ALL)).toEqual([]);
      expect(await store.findIncumbents(id, ALL)).toEqual([]);
    });

    it('drops the solutions of what was given up, and counts on', async () => {
      await find(1);
      await find(2);
      await store.change(id, cancelled({ atMs: 3_000, ...KEEP }));
      const wish = { generation: 2, fence, atMs: 4_000 };
      await store.change(id, retried({ ...wish, fromStart: true }));
      expect(await store.findIncumbents(id, ALL)).toEqual([]);
      const again = { ...FIRST, fence: fenceOf(2, 1) };
      await store.change(id, started({ ...again, atMs: 5_000 }));
      const incumbent = { objective: 1, value: 1 };
      await store.change(id, progressed({ fence: again.fence, atMs: 6_000, incumbent }));
      expect(await store.findIncumbents(id, ALL)).toMatchObject([{ index: 3, objective: 1 }]);
    });

    it('has them until the data of the job expires', async () => {
      await log('line');
      await find(1);
      await store.change(id, completed({ fence, atMs: 3_000, result: {}, ...KEEP }));
      expect(await store.findLogs(id, ALL)).toHaveLength(1);
      expect(await store.findIncumbents(id, ALL)).toHaveLength(1);
      await store.expire({ atMs: 8 * DAY_MS, historyForMs: DAY_MS, limit: 10 });
      expect(await store.findLogs(id, ALL)).toEqual([]);
      expect(await store.findIncumbents(id, ALL)).toEqual([]);
      expect((await store.find(id))?.incumbent).toMatchObject({ index: 1 });
    });
  });
}
