import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import type { Delivery, QueueEntry } from '../src/index.ts';
import { anEntry, answering, holding, type QueueUnderTest, useQueue } from './queueUnderTest.ts';

const nowMs = () => performance.timeOrigin + performance.now();

const idsOf = (seen: readonly Delivery[]) => seen.map(({ id }) => id);

/** Jobs of one tenant, named after it: a1, a2, … */
const manyOf = (tenant: string, count: number, changes: Partial<QueueEntry> = {}): QueueEntry[] =>
  Array.from({ length: count }, (_, index) =>
    anEntry(`${tenant}${index + 1}`, { tenant, ...changes }),
  );

/** What every queue must do with the jobs of several tenants, and with those that wait for a time. */
export function describeTurns(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} with several tenants`, () => {
    const test = useQueue(open);
    const order = async (count: number): Promise<string[]> => {
      const { seen, handle } = answering();
      await test.consume(handle);
      await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(count);
      return idsOf(seen);
    };

    const untilDue = async (job: QueueEntry): Promise<void> => {
      const place = await test.queue.findPlace(job);
      const untilMs = place.type === 'delayed' ? place.untilMs : 0;
      await expect.poll(nowMs, { timeout: 5_000 }).toBeGreaterThan(untilMs);
      // A queue in memory goes by timers, of which a late one may still have to come.
      await turnOfTheLoop();
    };

    it('lets a single job of one wait for two of the backlog of another at most', async () => {
      for (const entry of manyOf('a', 20)) await test.queue.add(entry);
      await test.queue.add(anEntry('b1', { tenant: 'b' }));
      expect((await order(21)).indexOf('b1')).toBe(2);
    });

    it('lets three take turns, whatever they have added and in one go', async () => {
      await test.queue.addAll(manyOf('a', 4));
      await test.queue.addAll([...manyOf('b', 2), ...manyOf('c', 3)]);
      expect((await order(9)).join(' ')).toBe('a1 a2 b1 c1 a3 b2 c2 a4 c3');
    });

    it('does not let newcomers pass for ever what waits', async () => {
      await test.queue.addAll(manyOf('a', 3));
      const seen: string[] = [];
      const consumer = await test.consume(async ({ id }) => {
        seen.push(id);
        // As many newcomers as there are hand-overs: what waits would never get shorter.
        const next = seen.length;
        if (next < 30) await test.queue.add(anEntry(`n${next}`, { tenant: `new${next}` }));
        return { type: 'done' };
      });
      await expect.poll(() => seen, { timeout: 5_000 }).toContain('a3');
      expect(seen.indexOf('a3')).toBeLessThan(10);
      await consumer.drain();
    });

    it('does not make up for what was handed out while nobody waited', async () => {
      const first = answering();
      const consumer = await test.consume(first.handle);
      for (const entry of manyOf('a', 9)) {
        await test.queue.add(entry);
        await expect.poll(() => idsOf(first.seen)).toContain(entry.id);
      }
      await consumer.drain();
      await test.queue.addAll(manyOf('b', 5));
      await test.queue.add(anEntry('late', { tenant: 'a' }));
      expect((await order(6)).indexOf('late')).toBe(2);
    });

    it('hands a delayed job over when its time has come, and not before', async () => {
      await test.queue.add(anEntry('later', { delayMs: 400 }));
      await test.queue.add(anEntry('next'));
      const { seen, handle } = answering();
      await test.consume(handle);
      await expect.poll(() => idsOf(seen)).toEqual(['next']);
      expect(await test.queue.statesOf([anEntry('later')])).toEqual(['delayed']);
      await expect.poll(() => idsOf(seen), { timeout: 5_000 }).toEqual(['next', 'later']);
    });

    it('gives jobs that come due at once their turns then, and not before all others', async () => {
      const { seen, handle, finish } = holding();
      await test.consume(handle);
      await test.queue.add(anEntry('held'));
      await expect.poll(() => idsOf(seen)).toEqual(['held']);
      await test.queue.addAll(manyOf('a', 6, { delayMs: 50 }));
      await test.queue.addAll(manyOf('b', 3));
      await expect
        .poll(() => test.queue.counts(), { timeout: 5_000 })
        .toMatchObject({ delayed: 6 });
      await untilDue(anEntry('a6'));
      finish();
      await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(10);
      expect(idsOf(seen).indexOf('b3')).toBeLessThan(idsOf(seen).indexOf('a6'));
    });

    it('changes the priority of what waits, is delayed or runs', async () => {
      await test.queue.add(anEntry('runs', { priority: 'high' }));
      const { seen, handle, finish } = holding();
      const consumer = await test.consume(handle);
      await expect.poll(() => idsOf(seen)).toEqual(['runs']);
      await test.queue.addAll([
        anEntry('low', { priority: 'low' }),
        anEntry('later', { priority: 'low', delayMs: 100 }),
        anEntry('normal'),
      ]);
      await test.queue.reprioritize(anEntry('low', { priority: 'urgent' }));
      await test.queue.reprioritize(anEntry('later', { priority: 'urgent' }));
      await test.queue.reprioritize(anEntry('runs', { priority: 'low' }));
      await test.queue.reprioritize(anEntry('unknown'));
      await untilDue(anEntry('later'));
      const drained = consumer.drain();
      await consumer.releaseAll();
      finish();
      await drained;
      const places = await order(4);
      expect(places.indexOf('low')).toBeLessThan(places.indexOf('normal'));
      expect(places.at(-1)).toBe('runs');
    });

    it('says how many come before a job, and until when one is delayed', async () => {
      await test.queue.addAll(manyOf('a', 3));
      await test.queue.add(anEntry('first', { priority: 'high' }));
      await test.queue.add(anEntry('later', { delayMs: 60_000 }));
      const placeOf = (id: string) => test.queue.findPlace({ id, generation: 1 });
      expect(await placeOf('a3')).toEqual({
        type: 'waiting',
        ahead: 3,
        running: 0,
        kinds: Array(3).fill('drill'),
        isPaused: false,
      });
      const later = await placeOf('later');
      expect(later.type === 'delayed' && later.untilMs - nowMs()).toBeGreaterThan(50_000);
      expect(await placeOf('nobody')).toEqual({ type: 'none' });
      const { seen, handle, finish } = holding();
      await test.consume(handle);
      await expect.poll(() => idsOf(seen)).toEqual(['first']);
      expect(await placeOf('first')).toEqual({ type: 'running' });
      const kinds = Array(3).fill('drill');
      expect(await placeOf('a3')).toMatchObject({ ahead: 2, running: 1, kinds });
      finish();
      await expect.poll(() => seen.length).toBe(4);
      await test.queue.remove(anEntry('later'));
    });
  });
}
