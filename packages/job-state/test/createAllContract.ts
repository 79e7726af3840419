import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import { type JobStore, type NewJobs, started } from '../src/index.ts';
import { searchWords } from '../src/searchWords.ts';
import { aStartedJob, FIRST } from './startedJob.ts';

const A_KEY = { submittedBy: 'key-a' };
const idempotency = { key: 'once', fingerprint: 'f1', keepForMs: 60_000 };

function theseJobs(count: number, changes: Partial<NewJobs> = {}): NewJobs {
  const jobs = Array.from({ length: count }, () => ({ job: aJob(A_KEY), input: { seconds: 1 } }));
  return { jobs, tenant: 'default', atMs: 1, ...changes };
}

const idsOf = ({ jobs }: NewJobs) => jobs.map(({ job }) => job.id);

/** What every JobStore must do with the jobs of one request, and where there is no room for more. */
export function describeCreateAll(name: string, createStore: () => JobStore): void {
  describe(`${name} when it creates jobs`, () => {
    let store: JobStore;
    beforeEach(() => {
      store = createStore();
    });
    const pending = async () => (await store.counts()).pending;

    describe('of one request', () => {
      it('writes all of them', async () => {
        const wish = theseJobs(3);
        expect(await store.createAll(wish)).toEqual({ type: 'created' });
        for (const id of idsOf(wish)) {
          expect(await store.find(id)).toMatchObject({ id, status: 'pending' });
          expect(await store.findInput(id)).toEqual({ seconds: 1 });
        }
        expect((await store.list({ limit: 9 })).jobs).toHaveLength(3);
      });

      it('writes none where it is only asked what would become of them', async () => {
        const room = { pendingOfKey: 2, backlog: 9 };
        const trial = { isTrial: true, idempotency, room };
        expect(await store.createAll(theseJobs(2, trial))).toEqual({ type: 'created' });
        expect(await store.createAll(theseJobs(3, trial))).toMatchObject({ type: 'over_quota' });
        expect(await pending()).toBe(0);
        expect(await store.createAll(theseJobs(1, { idempotency }))).toEqual({ type: 'created' });
      });

      it('finds them all again by the key of the request', async () => {
        const first = theseJobs(3, { idempotency });
        await store.createAll(first);
        const repeated = { type: 'repeated', ids: idsOf(first) };
        expect(await store.createAll(theseJobs(3, { idempotency }))).toEqual(repeated);
        const other = { ...idempotency, fingerprint: 'f2' };
        expect(await store.createAll(theseJobs(3, { idempotency: other }))).toEqual({
          type: 'conflicting',
        });
        expect(await pending()).toBe(3);
      });

      it('remembers a request that makes no job', async () => {
        const none = theseJobs(0, { idempotency });
        expect(await store.createAll(none)).toEqual({ type: 'created' });
        expect(await store.createAll(none)).toEqual({ type: 'repeated', ids: [] });
      });

      it('makes them once when the same request comes many times at once', async () => {
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, () => store.createAll(theseJobs(2, { idempotency }))),
        );
        expect(outcomes.filter(({ type }) => type === 'created')).toHaveLength(1);
        expect(outcomes.filter(({ type }) => type === 'repeated')).toHaveLength(7);
        expect(await pending()).toBe(2);
      });

      it('keeps lists, words and counts of many at once, each with words of its own', async () => {
        const words = ['one', 'other', 'third', 'fourth', 'fifth'];
        const names = Array.from({ length: 1_000 }, (_, index) =>
          words.map((word) => `${word}${index}`).join(' '),
        );
        const jobs = names.map((ofJob) => ({ job: aJob({ ...A_KEY, name: ofJob }), input: {} }));
        expect(await store.createAll({ ...theseJobs(0), jobs })).toEqual({ type: 'created' });
        expect(await pending()).toBe(1_000);
        const found = await store.list({ tenant: 'default', words: ['other77'], limit: 99 });
        const wanted = names.filter((ofJob) => ofJob.includes('other77'));
        expect(new Set(found.jobs.map((job) => job.name))).toEqual(new Set(wanted));
        expect(found.jobs).toHaveLength(wanted.length);
      });

      it('takes a name whose letters do not fit into a word of the search', async () => {
        const text = `${'a'.repeat(31)}𠀀`;
        const job = aJob({ name: text });
        const outcomes = await Promise.all([
          store.create({ job, input: {} }),
          store.createAll(theseJobs(1)),
        ]);
        expect(outcomes.map(({ type }) => type)).toEqual(['created', 'created']);
        const found = await store.list({ tenant: 'default', words: searchWords(text), limit: 9 });
        expect(found.jobs.map(({ id }) => id)).toEqual([job.id]);
      });

      it('leaves those that are there already as they are', async () => {
        const wish = theseJobs(2);
        await store.createAll(wish);
        await store.change(idsOf(wish)[0] ?? '', started({ ...FIRST, atMs: 2 }));
        expect(await store.createAll(wish)).toEqual({ type: 'taken' });
        expect(await store.counts()).toMatchObject({ pending: 1, running: 1 });
      });
    });

    describe('of a key that may have so many pending', () => {
      const room = { pendingOfKey: 3, backlog: 100 };

      it('takes them up to the limit, all of a request or none', async () => {
        await store.createAll(theseJobs(2, { room }));
        expect(await store.createAll(theseJobs(2, { room }))).toEqual({
          type: 'over_quota',
          limit: 'pendingJobs',
          pending: 2,
        });
        expect(await pending()).toBe(2);
        expect(await store.createAll(theseJobs(1, { room }))).toEqual({ type: 'created' });
      });

      it('counts those of other keys for nothing', async () => {
        await store.createAll(theseJobs(3, { room }));
        const job = aJob({ submittedBy: 'key-b' });
        expect(await store.create({ job, input: {}, room })).toEqual({ type: 'created' });
      });

      it('never takes one too many, however many ask at once', async () => {
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, () => store.createAll(theseJobs(1, { room }))),
        );
        expect(outcomes.filter(({ type }) => type === 'created')).toHaveLength(3);
        expect(await pending()).toBe(3);
      });

      it('answers a repeated request although there is no room for it', async () => {
        const wish = theseJobs(3, { room, idempotency });
        await store.createAll(wish);
        const again = await store.createAll(theseJobs(3, { room, idempotency }));
        expect(again).toEqual({ type: 'repeated', ids: idsOf(wish) });
      });

      it('keeps no key of a request that was refused', async () => {
        const wish = theseJobs(4, { room, idempotency });
        expect(await store.createAll(wish)).toMatchObject({ type: 'over_quota' });
        const fewer = { ...theseJobs(1, { room, idempotency }) };
        expect(await store.createAll(fewer)).toEqual({ type: 'created' });
      });
    });

    it('takes no more than may be pending in all, whose they are', async () => {
      const room = { pendingOfKey: null, backlog: 2 };
      await store.createAll(theseJobs(2, { room }));
      const job = aJob({ submittedBy: 'key-b' });
      expect(await store.create({ job, input: {}, room })).toEqual({
        type: 'over_quota',
        limit: 'backlog',
        pending: 2,
      });
    });

    it('takes not one too many of different keys that ask at once', async () => {
      const room = { pendingOfKey: null, backlog: 2 };
      const jobs = ['a', 'b', 'c', 'd'].map((key) => aJob({ submittedBy: `key-${key}` }));
      const outcomes = await Promise.all(jobs.map((job) => store.create({ job, input: {}, room })));
      expect(outcomes.filter(({ type }) => type === 'created')).toHaveLength(2);
      expect(await pending()).toBe(2);
    });

    it('takes none that could not start at once, where that is asked for', async () => {
      const atOnce = { threads: 2, delayed: 0 };
      const room = { pendingOfKey: null, backlog: 100, atOnce };
      const create = () => store.createAll(theseJobs(1, { room }));
      await aStartedJob(store);
      const outcomes = await Promise.all([create(), create(), create()]);
      expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['busy', 'busy', 'created']);
      const oneIsPutOff = { ...room, atOnce: { threads: 2, delayed: 1 } };
      expect(await store.createAll(theseJobs(1, { room: oneIsPutOff }))).toEqual({
        type: 'created',
      });
    });
  });
}
