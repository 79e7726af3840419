import { describe, expect, it } from 'vitest';

import { anEntry, answering, holding, type QueueUnderTest, useQueue } from './queueUnderTest.ts';

/** What every queue must do with what comes back, and with a consumer that stops or pauses. */
export function describeGiveBack(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} when jobs come back`, () => {
    const test = useQueue(open);

    it('puts a released job at the head of its priority, with the attempt not counted', async () => {
      await test.queue.add(anEntry('first'));
      await test.queue.add(anEntry('second'));
      const { seen, handle } = answering({ type: 'released' });
      await test.consume(handle);
      await expect
        .poll(() => seen.map(({ id, attempt, start }) => [id, attempt, start]), { timeout: 5_000 })
        .toEqual([
          ['first', 1, 1],
          ['first', 1, 2],
          ['second', 1, 1],
        ]);
    });

    it('hands a job over again after a while when it is given back for later, uncounted', async () => {
      await test.queue.add(anEntry('later'));
      await test.queue.add(anEntry('next'));
      const { seen, handle } = answering({ type: 'released', againAfterMs: 300 });
      await test.consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['later', 'next']);
      expect(await test.queue.statesOf([anEntry('later')])).toEqual(['delayed']);
      await expect
        .poll(() => seen.map(({ id, attempt }) => [id, attempt]), { timeout: 5_000 })
        .toEqual([
          ['later', 1],
          ['next', 1],
          ['later', 1],
        ]);
    });

    it('tells how often a job was refused, however often else it came back', async () => {
      await test.queue.add(anEntry('a'));
      const refused = { type: 'refused', againAfterMs: 10 } as const;
      const later = { type: 'released', againAfterMs: 10 } as const;
      const { seen, handle } = answering(later, refused, { type: 'released' }, refused);
      await test.consume(handle);
      await expect
        .poll(() => seen.map(({ start, attempt, refusals }) => [start, attempt, refusals]), {
          timeout: 5_000,
        })
        .toEqual([
          [1, 1, 0],
          [2, 1, 0],
          [3, 1, 1],
          [4, 1, 1],
          [5, 1, 2],
        ]);
    });

    it('wakes an idle consumer at once for a job that another gives back', async () => {
      await test.queue.add(anEntry('handed on'));
      const { seen, handle, finish } = holding();
      const consumer = await test.consume(handle);
      await expect.poll(() => seen).toHaveLength(1);
      const other = answering();
      await test.consume(other.handle);
      const drained = consumer.drain();
      await consumer.releaseAll();
      await expect.poll(() => other.seen, { interval: 5, timeout: 500 }).toHaveLength(1);
      finish();
      await drained;
    });

    it('gives back what a handler does not return, for another consumer to take', async () => {
      await test.queue.add(anEntry('stuck'));
      const { seen, handle, finish } = holding();
      const consumer = await test.consume(handle);
      await expect.poll(() => seen).toHaveLength(1);
      const drained = consumer.drain();
      expect(await consumer.releaseAll()).toBe(1);
      const other = answering();
      await test.consume(other.handle);
      await expect
        .poll(() => other.seen.map(({ id, attempt }) => [id, attempt]), { timeout: 5_000 })
        .toEqual([['stuck', 1]]);
      finish();
      await drained;
      expect(await test.queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('drains: waits for what it handed over and takes nothing new', async () => {
      await test.queue.add(anEntry('a'));
      const { seen, handle, finish } = holding();
      const consumer = await test.consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['a']);
      const drained = consumer.drain();
      await test.queue.add(anEntry('b'));
      finish();
      await drained;
      expect(seen).toHaveLength(1);
      expect(await test.queue.counts()).toMatchObject({ waiting: 1 });
    });

    it('takes nothing while it is paused, and all that waits when it is resumed', async () => {
      const { seen, handle } = answering();
      const consumer = await test.consume(handle);
      await test.queue.add(anEntry('before'));
      await expect.poll(() => seen).toHaveLength(1);
      await consumer.pause();
      await test.queue.add(anEntry('a'));
      await test.queue.add(anEntry('b'));
      // An idle BullMQ worker takes one more; both prove that the rest is left.
      await expect.poll(async () => (await test.queue.counts()).active).toBe(0);
      expect((await test.queue.counts()).waiting).toBeGreaterThan(0);
      await consumer.resume();
      await expect.poll(() => seen, { timeout: 5_000 }).toHaveLength(3);
    });
  });
}
