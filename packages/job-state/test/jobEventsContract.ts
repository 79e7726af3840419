import { aJob, eventually } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  BEFORE_ALL_EVENTS,
  cancelled,
  isAfter,
  type JobEvent,
  type JobEvents,
  type JobStore,
  progressed,
  type Watch,
} from '../src/index.ts';
import { aStartedJob, DAY_MS, FIRST } from './startedJob.ts';

const { fence } = FIRST;

/** What every implementation of `JobEvents` must do. */
export function describeJobEvents(
  name: string,
  create: () => { store: JobStore; events: JobEvents },
): void {
  describe(`${name} as a teller of events`, () => {
    let store: JobStore;
    let events: JobEvents;
    const watches: Watch[] = [];
    beforeEach(() => {
      ({ store, events } = create());
    });
    afterEach(async () => {
      for (const made of watches.splice(0)) made.stop();
      await events.close();
    });

    /** Watches a job, or all jobs of a tenant. */
    async function watch(what: { job: string } | { tenant: string }, after: string) {
      const seen: JobEvent[] = [];
      const gaps: true[] = [];
      const options = {
        after,
        onEvent: (event: JobEvent) => void seen.push(event),
        onGap: () => void gaps.push(true),
      };
      const made = await ('job' in what
        ? events.watchJob(what.job, options)
        : events.watchTenant(what.tenant, options));
      watches.push(made);
      return { seen, gaps, stop: () => made.stop(), types: () => seen.map(({ type }) => type) };
    }

    async function progress(id: string, times: number): Promise<void> {
      for (let step = 1; step <= times; step += 1) {
        await store.change(id, progressed({ fence, atMs: 1_000 + step, progress: step % 100 }));
      }
    }

    it('tells what was before and what comes, with what has changed', async () => {
      const id = await aStartedJob(store);
      const { seen } = await watch({ job: id }, BEFORE_ALL_EVENTS);
      await store.change(id, progressed({ fence, atMs: 2_000, progress: 50, currentStep: 'half' }));
      await store.change(id, cancelled({ atMs: 3_000, keepForMs: DAY_MS }));
      await eventually(() => expect(seen).toHaveLength(4));
      expect(seen.map(({ type, version }) => [type, version])).toEqual([
        ['submitted', 1],
        ['started', 2],
        ['progressed', 3],
        ['cancelled', 4],
      ]);
      expect(seen[0]?.data).toMatchObject({ status: 'pending', kind: 'drill', priority: 'normal' });
      expect(seen[2]?.data).toEqual({
        at: '1970-01-01T00:00:02.000Z',
        progress: 50,
        currentStep: 'half',
      });
      expect(seen[3]?.data).toMatchObject({ status: 'cancelled', nextAttemptAt: null });
      expect(seen.every(({ job }) => job === id)).toBe(true);
    });

    it('leaves no gap and repeats nothing between the two, whenever one begins to watch', async () => {
      const id = await aStartedJob(store);
      const making = progress(id, 300);
      const all = await Promise.all(
        Array.from({ length: 20 }, () => watch({ job: id }, BEFORE_ALL_EVENTS)),
      );
      await making;
      for (const { seen } of all) {
        await eventually(() => expect(seen).toHaveLength(302));
        expect(seen.map(({ version }) => version)).toEqual(seen.map((_, index) => index + 1));
        const isInOrder = seen.every((event, index) =>
          isAfter(event.id, seen[index - 1]?.id ?? BEFORE_ALL_EVENTS),
        );
        expect(isInOrder).toBe(true);
      }
    });

    it('goes on after any event', async () => {
      const id = await aStartedJob(store);
      const first = await watch({ job: id }, BEFORE_ALL_EVENTS);
      await progress(id, 5);
      await eventually(() => expect(first.seen).toHaveLength(7));
      const { seen } = await watch({ job: id }, first.seen[3]?.id ?? '');
      expect(seen).toEqual(first.seen.slice(4));
    });

    it('says so when the event after which to go on is not known', async () => {
      const id = await aStartedJob(store);
      const { seen, gaps } = await watch({ job: id }, '1-7');
      await progress(id, 1);
      expect({ seen, gaps }).toEqual({ seen: [], gaps: [true] });
    });

    it('tells of all jobs of a tenant, and of none of another', async () => {
      const [ours, theirs] = [aJob({ tenant: 'ours' }), aJob({ tenant: 'theirs' })];
      await store.create({ job: ours, input: {} });
      const { seen } = await watch({ tenant: 'ours' }, BEFORE_ALL_EVENTS);
      for (const job of [theirs, aJob({ tenant: 'ours', kind: 'portfolio' })]) {
        await store.create({ job, input: {} });
      }
      await eventually(() => expect(seen).toHaveLength(2));
      expect(seen.map(({ kind, type }) => [kind, type])).toEqual([
        ['drill', 'submitted'],
        ['portfolio', 'submitted'],
      ]);
      expect(await events.newestOf('ours')).toBe(seen[1]?.id);
      expect(await events.newestOf('nobody')).toBe(BEFORE_ALL_EVENTS);
    });

    it('knows which event made a version', async () => {
      const id = await aStartedJob(store);
      const { seen } = await watch({ job: id }, BEFORE_ALL_EVENTS);
      await progress(id, 3);
      await eventually(() => expect(seen).toHaveLength(5));
      expect(await events.eventOf(id, 3)).toBe(seen[2]?.id);
      expect(await events.eventOf(id, 9)).toBe(seen[4]?.id);
      expect(await events.eventOf('nobody', 1)).toBe(BEFORE_ALL_EVENTS);
    });

    it('tells nothing more to who has stopped', async () => {
      const id = await aStartedJob(store);
      const newest = await events.eventOf(id, 2);
      const [one, other] = [await watch({ job: id }, newest), await watch({ job: id }, newest)];
      one.stop();
      await progress(id, 1);
      await eventually(() => expect(other.seen).toHaveLength(1));
      expect(one.seen).toEqual([]);
    });

    it('tells when the data of a job is gone, and when all of it is', async () => {
      const id = await aStartedJob(store);
      await store.change(id, cancelled({ atMs: 2_000, keepForMs: 0 }));
      const { types } = await watch({ job: id }, await events.eventOf(id, 3));
      const newest = await events.newestOf('default');
      const ofTenant = await watch({ tenant: 'default' }, newest);
      const expiry = { atMs: 3_000, historyForMs: 0, limit: 10 };
      await store.expire(expiry);
      expect(await events.eventOf(id, 4)).toBe(BEFORE_ALL_EVENTS);
      await store.expire(expiry);
      await eventually(() => expect(types()).toEqual(['expired', 'deleted']));
      await eventually(() => expect(ofTenant.types()).toEqual(['expired', 'deleted']));
    });
  });
}
