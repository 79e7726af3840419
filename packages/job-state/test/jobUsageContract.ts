import type { Job } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  attemptFailed,
  cancelled,
  completed,
  type JobStore,
  type JobUsage,
  released,
  started,
} from '../src/index.ts';
import { FIRST, KEEP, SECOND } from './startedJob.ts';

export type UsageUnderTest = {
  store: JobStore;
  usage: JobUsage;
  /** Sets how many jobs of a key may run. */
  limit: (keyId: string, runningJobs: number | null) => Promise<void>;
};

const overLimit = (standingAside: number) => ({ type: 'over_limit', standingAside });

/** What every store must keep account of: running jobs and seconds by key, service times by kind. */
export function describeJobUsage(name: string, open: () => UsageUnderTest): void {
  describe(`${name} as an account of what jobs take up`, () => {
    let under: UsageUnderTest;
    beforeEach(() => {
      under = open();
    });
    const AT_MS = Date.parse('2026-11-21T12:00:00Z');
    const IN_AN_HOUR = new Date(AT_MS + 3_600_000).toISOString();

    async function aJobOf(submittedBy: string, changes: Partial<Job> = {}): Promise<string> {
      const job = aJob({ submittedBy, ...changes });
      await under.store.create({ job, input: {} });
      return job.id;
    }

    function start(id: string, atMs = AT_MS) {
      return under.store.change(id, started({ ...FIRST, atMs }));
    }

    it('starts no more jobs of a key than may run at once, and the next when one has ended', async () => {
      const [first, second, other] = [await aJobOf('k'), await aJobOf('k'), await aJobOf('other')];
      await under.limit('k', 1);
      expect(await start(first)).toMatchObject({ type: 'applied' });
      expect(await start(second)).toMatchObject({ type: 'over_limit' });
      expect(await under.store.find(second)).toMatchObject({ status: 'pending', starts: 0 });
      expect(await start(other)).toMatchObject({ type: 'applied' });
      expect(await under.usage.countRunning('k')).toBe(1);
      await under.store.change(first, cancelled({ atMs: AT_MS, ...KEEP }));
      expect(await under.usage.countRunning('k')).toBe(0);
      expect(await start(second)).toMatchObject({ type: 'applied' });
    });

    it('lets a start take over a job that runs already, and any number run without a limit', async () => {
      const [first, second] = [await aJobOf('k'), await aJobOf('k')];
      await under.limit('k', 1);
      await start(first);
      const takenOver = await under.store.change(first, started({ ...SECOND, atMs: AT_MS }));
      expect(takenOver).toMatchObject({ type: 'applied' });
      await under.limit('k', null);
      expect(await start(second)).toMatchObject({ type: 'applied' });
      expect(await under.usage.countRunning('k')).toBe(2);
    });

    it('lets one that has run before come before those that have not', async () => {
      const [first, second, third] = [await aJobOf('k'), await aJobOf('k'), await aJobOf('k')];
      await under.limit('k', 1);
      await start(first);
      await under.store.change(first, released({ fence: FIRST.fence, atMs: AT_MS }));
      await start(second);
      expect(await start(third)).toEqual(overLimit(1));
      const again = started({ ...SECOND, atMs: AT_MS });
      const outcome = await under.store.change(first, again);
      expect(outcome).toEqual(overLimit(0));
    });

    it('tells how many stand aside, of the many that wait for their time or their turn', async () => {
      const [runs, second, third, last] = [
        await aJobOf('k'),
        await aJobOf('k'),
        await aJobOf('k'),
        await aJobOf('k'),
      ];
      for (let count = 0; count < 5; count += 1) await aJobOf('k', { runAt: IN_AN_HOUR });
      await under.limit('k', 1);
      await start(runs);
      expect(await start(second)).toEqual(overLimit(1));
      expect(await start(third)).toEqual(overLimit(2));
      expect(await start(second)).toEqual(overLimit(2));
      await under.store.change(third, cancelled({ atMs: AT_MS, ...KEEP }));
      expect(await start(last)).toEqual(overLimit(2));
      await under.store.change(runs, cancelled({ atMs: AT_MS, ...KEEP }));
      expect(await start(second)).toMatchObject({ type: 'applied' });
      expect(await start(last)).toEqual(overLimit(1));
    });

    it('adds up the seconds of every start of a key by the day', async () => {
      const id = await aJobOf('k');
      await start(id);
      await under.store.change(id, released({ fence: FIRST.fence, atMs: AT_MS + 1_500 }));
      await under.store.change(id, started({ ...SECOND, atMs: AT_MS + 10_000 }));
      const end = { fence: SECOND.fence, atMs: AT_MS + 12_000, ...KEEP };
      await under.store.change(id, completed({ ...end, result: {} }));
      expect(await under.usage.findUsage('k', AT_MS)).toBe(3.5);
      expect(await under.usage.findUsage('k', AT_MS + 86_400_000)).toBe(0);
      expect(await under.usage.findUsage('nobody', AT_MS)).toBe(0);
    });

    it('keeps how long starts took that were not cut short, by kind', async () => {
      const [done, tried, givenBack] = [await aJobOf('k'), await aJobOf('k'), await aJobOf('k')];
      for (const id of [done, tried, givenBack]) await start(id);
      const { fence } = FIRST;
      await under.store.change(done, completed({ fence, atMs: AT_MS + 10, ...KEEP, result: {} }));
      const error = { code: 'internal_error', message: 'broken' };
      const failure = { fence, error, atMs: AT_MS + 20, nextAttemptAtMs: AT_MS + 30 };
      await under.store.change(tried, attemptFailed(failure));
      await under.store.change(givenBack, released({ fence, atMs: AT_MS + 40 }));
      expect(await under.usage.findServiceTimes(['drill', 'portfolio'])).toEqual([[20, 10], []]);
    });
  });
}
