import { describe, expect, it } from 'vitest';

import type { Outcome } from '../src/index.ts';
import { anEntry, answering, holding, type QueueUnderTest, useQueue } from './queueUnderTest.ts';

/** What every queue must do. Each implementation's test file calls this. */
export function describeJobQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} as a job queue`, () => {
    const test = useQueue(open);

    it('hands over what was added, with its kind, generation and first attempt', async () => {
      await test.queue.add(anEntry('a', { generation: 2, attempts: 1 }));
      const { seen, handle } = answering();
      await test.consume(handle);
      await expect
        .poll(() => seen)
        .toEqual([
          {
            id: 'a',
            generation: 2,
            kind: 'drill',
            correlationId: 'c',
            start: 1,
            attempt: 1,
            isLastAttempt: true,
            refusals: 0,
          },
        ]);
    });

    it('takes the most urgent first, and the oldest of those', async () => {
      await test.queue.add(anEntry('low', { priority: 'low' }));
      await test.queue.add(anEntry('normal-1'));
      await test.queue.add(anEntry('normal-2'));
      await test.queue.add(anEntry('urgent', { priority: 'urgent' }));
      await test.queue.add(anEntry('high', { priority: 'high' }));
      const { seen, handle } = answering();
      await test.consume(handle);
      await expect
        .poll(() => seen.map(({ id }) => id))
        .toEqual(['urgent', 'high', 'normal-1', 'normal-2', 'low']);
    });

    it('knows one generation of a job only once', async () => {
      await test.queue.add(anEntry('a'));
      await test.queue.add(anEntry('a'));
      await test.queue.add(anEntry('a', { generation: 2 }));
      expect(await test.queue.counts()).toMatchObject({ waiting: 2 });
      const generations = [2, 3].map((generation) => ({ id: 'a', generation }));
      expect(await test.queue.statesOf(generations)).toEqual(['waiting', 'absent']);
    });

    it('removes a job that waits, and not one that a worker has', async () => {
      await test.queue.add(anEntry('held'));
      const { seen, handle, finish } = holding();
      await test.consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['held']);
      await test.queue.add(anEntry('waits'));
      for (const id of ['waits', 'held', 'nobody']) await test.queue.remove(anEntry(id));
      expect(await test.queue.counts()).toMatchObject({ waiting: 0, active: 1 });
      finish();
      await expect.poll(() => test.queue.counts()).toMatchObject({ waiting: 0, active: 0 });
      expect(seen).toHaveLength(1);
    });

    it('tries a failed job again, counting, until its attempts are used up', async () => {
      await test.queue.add(anEntry('a', { attempts: 2 }));
      const failure: Outcome = { type: 'failed', reason: 'no luck', againAfterMs: 50 };
      const { seen, handle } = answering(failure, failure, failure);
      await test.consume(handle);
      await expect
        .poll(() => seen.map(({ attempt, isLastAttempt }) => [attempt, isLastAttempt]), {
          timeout: 5_000,
        })
        .toEqual([
          [1, false],
          [2, true],
        ]);
      await expect.poll(() => test.queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('does not try again what cannot get better', async () => {
      await test.queue.add(anEntry('hopeless'));
      await test.queue.add(anEntry('next'));
      const { seen, handle } = answering({ type: 'failed', reason: 'never' });
      await test.consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['hopeless', 'next']);
      expect(await test.queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('sweeps all that wait, in pieces, and knows where each stands', async () => {
      const ids = ['a', 'b', 'c'];
      for (const id of ids) await test.queue.add(anEntry(id));
      await test.queue.add(anEntry('d', { generation: 3 }));
      const first = await test.queue.sweep(3);
      const second = await test.queue.sweep(3);
      expect([first.isAtEnd, second.isAtEnd]).toEqual([false, true]);
      const all = [...first.jobs, ...second.jobs];
      expect(all).toHaveLength(4);
      expect(all).toContainEqual({ id: 'd', generation: 3 });
      expect(await test.queue.statesOf(all)).toEqual(Array(4).fill('waiting'));
      expect((await test.queue.sweep(9)).jobs).toHaveLength(4);
    });
  });
}
