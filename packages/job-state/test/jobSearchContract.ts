import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  cancelled,
  completed,
  edited,
  type JobChange,
  type JobStore,
  type ListQuery,
  retried,
} from '../src/index.ts';
import { searchWords } from '../src/searchWords.ts';
import { aStartedJob, FIRST, KEEP } from './startedJob.ts';

const at = (ms: number) => new Date(ms).toISOString();
const words = (text: string) => ({ tenant: 'default', words: searchWords(text) });

/** What every JobStore must find among its jobs, and in which order. */
export function describeJobSearch(name: string, createStore: () => JobStore): void {
  describe(`${name}, searched`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });

    async function add(...jobs: Job[]): Promise<void> {
      for (const job of jobs) await store.create({ job, input: {} });
    }
    async function idsOf(query: Omit<ListQuery, 'limit'>, limit = 2): Promise<string[]> {
      const ids: string[] = [];
      let page = await store.list({ ...query, limit });
      ids.push(...page.jobs.map(({ id }) => id));
      while (page.next) {
        page = await store.list({ ...query, limit, after: page.next });
        ids.push(...page.jobs.map(({ id }) => id));
      }
      return ids;
    }
    it('keeps to one tenant where one is named', async () => {
      const [ours, theirs] = [aJob(), aJob({ tenant: 'other' })];
      await add(ours, theirs);
      await store.change(theirs.id, cancelled({ atMs: 1, ...KEEP }));
      expect(await idsOf({ tenant: 'default' })).toEqual([ours.id]);
      expect(await idsOf({ tenant: 'other', status: 'cancelled' })).toEqual([theirs.id]);
      expect(await idsOf({ tenant: 'default', status: 'cancelled' })).toEqual([]);
      expect(await idsOf({})).toEqual([theirs.id, ours.id]);
      expect(await store.counts('other')).toMatchObject({ pending: 0, cancelled: 1 });
      expect(await store.counts('nobody')).toMatchObject({ pending: 0, cancelled: 0 });
    });

    it('finds jobs of one or another of several statuses, and with all of several tags', async () => {
      const jobs = [['a'], ['a', 'b'], ['b', 'a', 'c']].map((tags) => aJob({ tags }));
      await add(...jobs);
      const [first, second, third] = jobs.map(({ id }) => id);
      await store.change(third ?? '', cancelled({ atMs: 1, ...KEEP }));
      const running = await aStartedJob(store);
      expect(await idsOf({ status: ['cancelled', 'running'] })).toEqual([running, third]);
      expect(await idsOf({ status: ['cancelled', 'pending'], tags: ['a'] })).toEqual([
        third,
        second,
        first,
      ]);
      expect(await idsOf({ tags: ['a', 'b'] })).toEqual([third, second]);
    });

    it('keeps to a range of creation, the beginning included and the end not', async () => {
      const jobs = [10, 20, 30, 40].map((ms) => aJob({ createdAt: at(ms) }));
      await add(...jobs);
      const [, second, third] = jobs.map(({ id }) => id);
      const range = { createdFromMs: 20, createdBeforeMs: 40 };
      expect(await idsOf(range, 1)).toEqual([third, second]);
      expect(await idsOf({ ...range, order: 'oldest' }, 1)).toEqual([second, third]);
    });

    it('lists oldest first when asked, also jobs of one millisecond', async () => {
      const jobs = Array.from({ length: 5 }, () => aJob({ createdAt: at(77) }));
      await add(...jobs);
      expect(await idsOf({ order: 'oldest' })).toEqual(jobs.map(({ id }) => id));
    });

    it('lists jobs by their end, and only those that have ended', async () => {
      const [late, early, pending] = [aJob(), aJob(), aJob({ tenant: 'other' })];
      await add(late, early, pending);
      await store.change(early.id, cancelled({ atMs: 5_000, ...KEEP }));
      await store.change(late.id, cancelled({ atMs: 9_000, ...KEEP }));
      const query = { order: 'last_ended' } as const;
      expect(await idsOf(query, 1)).toEqual([late.id, early.id]);
      expect(await idsOf({ ...query, tenant: 'default', status: 'cancelled' }, 1)).toEqual([
        late.id,
        early.id,
      ]);
      const createdFromMs = Date.parse(early.createdAt);
      expect(await idsOf({ ...query, createdFromMs })).toEqual([early.id]);
      const first = { order: 'first_ended', endedBeforeMs: 9_000 } as const;
      expect(await idsOf({ ...first, endedBeforeMs: 9_001 }, 1)).toEqual([early.id, late.id]);
      expect(await idsOf(first, 1)).toEqual([early.id]);
      expect(await idsOf({ ...first, order: 'last_ended' }, 1)).toEqual([early.id]);
      const wish = { fence: 0, generation: 2, fromStart: false, atMs: 10_000 };
      await store.change(late.id, retried(wish));
      expect(await idsOf(query)).toEqual([early.id]);
    });

    it('finds words by how they begin, in name, slate and tags, whatever their case and accents', async () => {
      const race = aJob({
        name: 'Zürich Grand Prix, run 12',
        slateId: 'zurich-2026',
        tags: ['Cash'],
      });
      const other = aJob({ name: 'Daytona 500', tags: ['cash'] });
      await add(race, other);
      expect(await idsOf(words('zur'))).toEqual([race.id]);
      expect(await idsOf(words('PRIX cas'))).toEqual([race.id]);
      expect(await idsOf(words('cash'), 1)).toEqual([other.id, race.id]);
      expect(await idsOf(words('run 1'))).toEqual([race.id]);
      expect(await idsOf(words('rix'))).toEqual([]);
      expect(await idsOf(words('cash nowhere'))).toEqual([]);
      expect(await idsOf({ ...words('cash'), tenant: 'other' })).toEqual([]);
    });

    it('goes through many words that begin alike in the order of the list', async () => {
      const jobs = Array.from({ length: 9 }, (_, index) => aJob({ name: `run${index % 4} today` }));
      await add(...jobs);
      const newestFirst = jobs.map(({ id }) => id).toReversed();
      expect(await idsOf(words('run'))).toEqual(newestFirst);
      expect(await idsOf({ ...words('run to'), order: 'oldest' })).toEqual(
        newestFirst.toReversed(),
      );
    });

    it('finds an edited job by its new words, and by its old ones no more', async () => {
      const [job, other] = [aJob({ name: 'practice', tags: ['cash'] }), aJob({ name: 'practice' })];
      await add(job, other);
      const after = { name: 'final', tags: ['sunday'] };
      await store.change(job.id, edited({ before: job, after, atMs: 1 }) as JobChange);
      expect(await idsOf(words('fin sun'))).toEqual([job.id]);
      expect(await idsOf(words('cash'))).toEqual([]);
      expect(await idsOf(words('prac'))).toEqual([other.id]);
    });

    it('forgets a removed job in every list, and removes none that has not ended', async () => {
      const job = aJob({ name: 'gone soon', tags: ['x'] });
      await add(job);
      expect(await store.remove(job.id)).toBe('unfinished');
      await store.change(job.id, cancelled({ atMs: 1, ...KEEP }));
      expect(await store.remove(job.id)).toBe('removed');
      expect(await store.remove(job.id)).toBe('absent');
      expect(await store.find(job.id)).toBeUndefined();
      expect(await idsOf({ order: 'last_ended' })).toEqual([]);
      expect(await idsOf(words('gone'))).toEqual([]);
      expect(await store.counts('default')).toMatchObject({ cancelled: 0 });
    });
  });

  describe(`${name} as a keeper of bytes`, () => {
    const large = { rows: Array.from({ length: 4_000 }, (_, index) => `row ${index}`) };
    const largeBytes = JSON.stringify(large).length;

    it('gives large inputs and results back as they were, and tells how large they are', async () => {
      const store = createStore();
      const job = aJob();
      await store.create({ job, input: large });
      expect(await store.findInput(job.id)).toEqual(large);
      expect(await store.find(job.id)).toMatchObject({ inputBytes: largeBytes });
      const id = await aStartedJob(store);
      const end = { fence: FIRST.fence, atMs: 2_000, ...KEEP };
      await store.change(id, completed({ ...end, result: large }));
      expect(await store.findResult(id)).toEqual(large);
      expect(await store.find(id)).toMatchObject({ inputBytes: 13, resultBytes: largeBytes });
    });

    it('refuses a result that is larger than it may be, and leaves the job as it was', async () => {
      const store = createStore();
      const id = await aStartedJob(store);
      const before = await store.find(id);
      const end = { fence: FIRST.fence, atMs: 2_000, ...KEEP, result: large };
      const refused = store.change(id, completed({ ...end, maxResultBytes: largeBytes - 1 }));
      await expect(refused).rejects.toMatchObject({ code: 'result_too_large' });
      expect(await store.find(id)).toEqual(before);
      await store.change(id, completed({ ...end, maxResultBytes: largeBytes }));
      expect(await store.find(id)).toMatchObject({ status: 'completed' });
    });
  });
}
