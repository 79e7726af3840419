import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type {
  ConsumerOptions,
  Delivery,
  HandleJob,
  JobConsumer,
  JobQueue,
  Outcome,
  QueueEntry,
} from '../src/index.ts';

export type QueueUnderTest = {
  queue: JobQueue;
  createConsumer: (handle: HandleJob, options: ConsumerOptions) => JobConsumer;
  close: () => Promise<void>;
};

const anEntry = (id: string, changes: Partial<QueueEntry> = {}): QueueEntry => ({
  id,
  generation: 1,
  kind: 'drill',
  correlationId: 'c',
  priority: 'normal',
  attempts: 3,
  ...changes,
});

/** A handler that notes what it was handed and answers in turn. */
function answering(...answers: Outcome[]) {
  const seen: Delivery[] = [];
  const handle = async (delivery: Delivery): Promise<Outcome> => {
    seen.push(delivery);
    return answers.shift() ?? { type: 'done' };
  };
  return { seen, handle };
}

/** A handler that notes what it was handed and does not answer until it is told to. */
function holding() {
  const seen: Delivery[] = [];
  const { promise, resolve } = withResolvers<Outcome>();
  const handle = (delivery: Delivery): Promise<Outcome> => {
    seen.push(delivery);
    return promise;
  };
  return { seen, handle, finish: () => resolve({ type: 'done' }) };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  const made: { resolve?: (value: T) => void } = {};
  const promise = new Promise<T>((resolve) => Object.assign(made, { resolve }));
  return { promise, resolve: (value) => made.resolve?.(value) };
}

/** What every queue must do. Each implementation's test file calls this. */
export function describeJobQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} as a job queue`, () => {
    let under: QueueUnderTest;
    let consumers: JobConsumer[];
    beforeEach(async () => {
      under = await open();
      consumers = [];
    });
    afterEach(async () => {
      for (const consumer of consumers) await consumer.drain();
      await under.close();
    });

    async function consume(handle: HandleJob, concurrency = 1): Promise<JobConsumer> {
      const consumer = under.createConsumer(handle, { concurrency, onLost: () => {} });
      consumers.push(consumer);
      await consumer.start();
      return consumer;
    }

    it('hands over what was added, with its kind, generation and first attempt', async () => {
      await under.queue.add(anEntry('a', { generation: 2, attempts: 1 }));
      const { seen, handle } = answering();
      await consume(handle);
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
          },
        ]);
    });

    it('takes the most urgent first, and the oldest of those', async () => {
      await under.queue.add(anEntry('low', { priority: 'low' }));
      await under.queue.add(anEntry('normal-1'));
      await under.queue.add(anEntry('normal-2'));
      await under.queue.add(anEntry('urgent', { priority: 'urgent' }));
      await under.queue.add(anEntry('high', { priority: 'high' }));
      const { seen, handle } = answering();
      await consume(handle);
      await expect
        .poll(() => seen.map(({ id }) => id))
        .toEqual(['urgent', 'high', 'normal-1', 'normal-2', 'low']);
    });

    it('knows one generation of a job only once', async () => {
      await under.queue.add(anEntry('a'));
      await under.queue.add(anEntry('a'));
      await under.queue.add(anEntry('a', { generation: 2 }));
      expect(await under.queue.counts()).toMatchObject({ waiting: 2 });
      const generations = [2, 3].map((generation) => ({ id: 'a', generation }));
      expect(await under.queue.statesOf(generations)).toEqual(['waiting', 'absent']);
    });

    it('removes a job that waits, and not one that a worker has', async () => {
      await under.queue.add(anEntry('held'));
      const { seen, handle, finish } = holding();
      await consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['held']);
      await under.queue.add(anEntry('waits'));
      for (const id of ['waits', 'held', 'nobody']) await under.queue.remove(anEntry(id));
      expect(await under.queue.counts()).toMatchObject({ waiting: 0, active: 1 });
      finish();
      await expect.poll(() => under.queue.counts()).toMatchObject({ waiting: 0, active: 0 });
      expect(seen).toHaveLength(1);
    });

    it('tries a failed job again, counting, until its attempts are used up', async () => {
      await under.queue.add(anEntry('a', { attempts: 2 }));
      const failure: Outcome = { type: 'failed', reason: 'no luck', againAfterMs: 50 };
      const { seen, handle } = answering(failure, failure, failure);
      await consume(handle);
      await expect
        .poll(() => seen.map(({ attempt, isLastAttempt }) => [attempt, isLastAttempt]), {
          timeout: 5_000,
        })
        .toEqual([
          [1, false],
          [2, true],
        ]);
      await expect.poll(() => under.queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('does not try again what cannot get better', async () => {
      await under.queue.add(anEntry('hopeless'));
      await under.queue.add(anEntry('next'));
      const { seen, handle } = answering({ type: 'failed', reason: 'never' });
      await consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['hopeless', 'next']);
      expect(await under.queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('puts a released job at the head of its priority, with the attempt not counted', async () => {
      await under.queue.add(anEntry('first'));
      await under.queue.add(anEntry('second'));
      const { seen, handle } = answering({ type: 'released' });
      await consume(handle);
      await expect
        .poll(() => seen.map(({ id, attempt, start }) => [id, attempt, start]), { timeout: 5_000 })
        .toEqual([
          ['first', 1, 1],
          ['first', 1, 2],
          ['second', 1, 1],
        ]);
    });

    it('hands a job over again after a while when it is given back for later, uncounted', async () => {
      await under.queue.add(anEntry('later'));
      await under.queue.add(anEntry('next'));
      const { seen, handle } = answering({ type: 'released', againAfterMs: 300 });
      await consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['later', 'next']);
      expect(await under.queue.statesOf([anEntry('later')])).toEqual(['delayed']);
      await expect
        .poll(() => seen.map(({ id, attempt }) => [id, attempt]), { timeout: 5_000 })
        .toEqual([
          ['later', 1],
          ['next', 1],
          ['later', 1],
        ]);
    });

    it('takes nothing while it is paused, and all that waits when it is resumed', async () => {
      const { seen, handle } = answering();
      const consumer = await consume(handle);
      await under.queue.add(anEntry('before'));
      await expect.poll(() => seen).toHaveLength(1);
      await consumer.pause();
      await under.queue.add(anEntry('a'));
      await under.queue.add(anEntry('b'));
      // An idle BullMQ worker takes one more; both prove that the rest is left.
      await expect.poll(async () => (await under.queue.counts()).active).toBe(0);
      expect((await under.queue.counts()).waiting).toBeGreaterThan(0);
      await consumer.resume();
      await expect.poll(() => seen, { timeout: 5_000 }).toHaveLength(3);
    });

    it('sweeps all that wait, in pieces, and knows where each stands', async () => {
      const ids = ['a', 'b', 'c'];
      for (const id of ids) await under.queue.add(anEntry(id));
      await under.queue.add(anEntry('d', { generation: 3 }));
      const first = await under.queue.sweep(3);
      const second = await under.queue.sweep(3);
      expect([first.isAtEnd, second.isAtEnd]).toEqual([false, true]);
      const all = [...first.jobs, ...second.jobs];
      expect(all).toHaveLength(4);
      expect(all).toContainEqual({ id: 'd', generation: 3 });
      expect(await under.queue.statesOf(all)).toEqual(Array(4).fill('waiting'));
      expect((await under.queue.sweep(9)).jobs).toHaveLength(4);
    });

    it('wakes an idle consumer at once for a job that another gives back', async () => {
      await under.queue.add(anEntry('handed on'));
      const { seen, handle, finish } = holding();
      const consumer = await consume(handle);
      await expect.poll(() => seen).toHaveLength(1);
      const other = answering();
      await consume(other.handle);
      const drained = consumer.drain();
      await consumer.releaseAll();
      await expect.poll(() => other.seen, { interval: 5, timeout: 500 }).toHaveLength(1);
      finish();
      await drained;
    });

    it('drains: waits for what it handed over and takes nothing new', async () => {
      await under.queue.add(anEntry('a'));
      const { seen, handle, finish } = holding();
      const consumer = await consume(handle);
      await expect.poll(() => seen.map(({ id }) => id)).toEqual(['a']);
      const drained = consumer.drain();
      await under.queue.add(anEntry('b'));
      finish();
      await drained;
      expect(seen).toHaveLength(1);
      expect(await under.queue.counts()).toMatchObject({ waiting: 1 });
    });

    it('gives back what a handler does not return, for another consumer to take', async () => {
      await under.queue.add(anEntry('stuck'));
      const { seen, handle, finish } = holding();
      const consumer = await consume(handle);
      await expect.poll(() => seen).toHaveLength(1);
      const drained = consumer.drain();
      expect(await consumer.releaseAll()).toBe(1);
      const other = answering();
      await consume(other.handle);
      await expect
        .poll(() => other.seen.map(({ id, attempt }) => [id, attempt]), { timeout: 5_000 })
        .toEqual([['stuck', 1]]);
      finish();
      await drained;
      expect(await under.queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });
  });
}
