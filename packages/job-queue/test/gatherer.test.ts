import { describe, expect, it } from 'vitest';

import { Gatherer } from '../src/bull/gatherer.ts';

/** Lots that were begun, and what ends the oldest of them. */
function watched() {
  const lots: number[][] = [];
  const open: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const gatherer = new Gatherer<number>(
    (lot) =>
      new Promise((resolve, reject) => {
        lots.push(lot);
        open.push({ resolve, reject });
      }),
  );
  return { gatherer, lots, next: () => open.shift() };
}

describe('a gatherer', () => {
  it('does at once what comes alone', async () => {
    const { gatherer, lots, next } = watched();
    const done = gatherer.add(1);
    await expect.poll(() => lots).toEqual([[1]]);
    next()?.resolve();
    await done;
  });

  it('does together, in its order, what comes while it works', async () => {
    const { gatherer, lots, next } = watched();
    const first = gatherer.add(1);
    await expect.poll(() => lots.length).toBe(1);
    const rest = Promise.all([2, 3, 4].map((item) => gatherer.add(item)));
    next()?.resolve();
    await first;
    await expect.poll(() => lots).toEqual([[1], [2, 3, 4]]);
    next()?.resolve();
    await rest;
  });

  it('tells of a failure to those it concerns, and goes on', async () => {
    const { gatherer, lots, next } = watched();
    const [one, two] = [gatherer.add(1), gatherer.add(2)];
    await expect.poll(() => lots).toEqual([[1, 2]]);
    const three = gatherer.add(3);
    next()?.reject(new Error('gone'));
    await expect(one).rejects.toThrow('gone');
    await expect(two).rejects.toThrow('gone');
    await expect.poll(() => lots.length).toBe(2);
    next()?.resolve();
    await three;
  });
});
