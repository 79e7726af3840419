import { describe, expect, it } from 'vitest';

import { Gatherer } from '../src/index.ts';

/** Lots that were begun, and what ends the oldest of them. */
function watched({ full }: { full?: number } = {}) {
  const lots: number[][] = [];
  const open: { resolve: (results: string[]) => void; reject: (error: Error) => void }[] = [];
  const gatherer = new Gatherer<number, string>({
    doAll: (lot) =>
      new Promise((resolve, reject) => {
        lots.push(lot);
        open.push({ resolve, reject });
      }),
    weigh: (item) => item,
    ...(full === undefined ? {} : { full }),
  });
  return { gatherer, lots, next: () => open.shift() };
}

describe('a gatherer', () => {
  it('does at once what comes alone', async () => {
    const { gatherer, lots, next } = watched();
    const done = gatherer.add(1);
    await expect.poll(() => lots).toEqual([[1]]);
    next()?.resolve(['one']);
    expect(await done).toBe('one');
  });

  it('does together, in its order, what comes in one turn, and gives each its own result', async () => {
    const { gatherer, lots, next } = watched();
    const done = Promise.all([1, 2, 3].map((item) => gatherer.add(item)));
    await expect.poll(() => lots).toEqual([[1, 2, 3]]);
    next()?.resolve(['one', 'two', 'three']);
    expect(await done).toEqual(['one', 'two', 'three']);
  });

  it('does not wait for a lot that has no answer yet', async () => {
    const { gatherer, lots, next } = watched();
    const first = gatherer.add(1);
    await expect.poll(() => lots).toEqual([[1]]);
    const second = gatherer.add(2);
    await expect.poll(() => lots).toEqual([[1], [2]]);
    next()?.resolve(['one']);
    next()?.resolve(['two']);
    expect(await Promise.all([first, second])).toEqual(['one', 'two']);
  });

  it('waits for no more once a lot weighs enough', async () => {
    const { gatherer, lots, next } = watched({ full: 5 });
    const done = Promise.all([2, 3, 9, 1].map((item) => gatherer.add(item)));
    expect(lots).toEqual([[2, 3], [9]]);
    await expect.poll(() => lots).toEqual([[2, 3], [9], [1]]);
    for (const results of [['two', 'three'], ['nine'], ['one']]) next()?.resolve(results);
    expect(await done).toEqual(['two', 'three', 'nine', 'one']);
  });

  it('does what is heavy apart from what is light', async () => {
    const { gatherer, lots, next } = watched({ full: 5 });
    const done = Promise.all([1, 9, 1].map((item) => gatherer.add(item)));
    await expect.poll(() => lots).toEqual([[1], [9], [1]]);
    for (const result of ['first', 'heavy', 'last']) next()?.resolve([result]);
    expect(await done).toEqual(['first', 'heavy', 'last']);
  });

  it('tells of a failure to those it concerns, and goes on', async () => {
    const { gatherer, lots, next } = watched();
    const [one, two] = [gatherer.add(1), gatherer.add(2)];
    await expect.poll(() => lots).toEqual([[1, 2]]);
    next()?.reject(new Error('gone'));
    await expect(one).rejects.toThrow('gone');
    await expect(two).rejects.toThrow('gone');
    const three = gatherer.add(3);
    await expect.poll(() => lots.length).toBe(2);
    next()?.resolve(['three']);
    expect(await three).toBe('three');
  });
});
