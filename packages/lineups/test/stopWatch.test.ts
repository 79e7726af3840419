import { expect, test } from 'vitest';

import { buildPortfolio } from '../src/index.ts';
import { createTableMemory } from '../src/search/boundTable.ts';
import { LineupSearch } from '../src/search/lineupSearch.ts';
import { StopWatch } from '../src/search/stopWatch.ts';
import { TakenSubsets } from '../src/search/takenSubsets.ts';
import { prepareSlate, scoresOf } from '../src/slate/preparedSlate.ts';
import { equalField, fieldOf, sevenInSix } from './reference/slates.ts';

class CountedSubsets extends TakenSubsets {
  questions = 0;

  override isTakenByLast(path: Uint8Array, length: number): boolean {
    this.questions++;
    return super.isTakenByLast(path, length);
  }
}

test('it asks once for every 4,096 pieces of work, however they come', () => {
  let asked = 0;
  const stopWatch = new StopWatch(() => {
    asked++;
    return false;
  });
  for (let k = 0; k < 4_096; k++) stopWatch.isStoppedAfter(k % 2 === 0 ? 3 : 5);
  expect(asked).toBe(4);
});

test('once told to stop it asks no more', () => {
  let asked = 0;
  const stopWatch = new StopWatch(() => ++asked === 1);
  expect(stopWatch.isStoppedAfter(1)).toBe(false);
  expect(stopWatch.ask()).toBe(true);
  expect(stopWatch.isStoppedAfter(1)).toBe(true);
  expect(stopWatch.ask()).toBe(true);
  expect(asked).toBe(1);
});

test.for([2, 3, 5])(
  'a search among equal drivers never looks long without asking, minUnique %i',
  (minUnique) => {
    const input = equalField({ drivers: 40, minUnique });
    const slate = prepareSlate(input);
    const taken = new CountedSubsets(40, slate.rosterSize, minUnique);
    for (let k = 0; k < 34; k++) taken.take(Uint8Array.from([0, 1, 2, 3, 4, 5], (p) => p + k));
    let questionsThen = 0;
    let longestGap = 0;
    let asked = 0;
    const stopWatch = new StopWatch(() => {
      asked++;
      longestGap = Math.max(longestGap, taken.questions - questionsThen);
      questionsThen = taken.questions;
      return false;
    });
    const scores = scoresOf(slate.steps, slate.salary);
    const space = { slate, scores, open: slate.open, forced: [], taken };
    const search = new LineupSearch(space, { memory: createTableMemory(), stopWatch });
    const found = search.find({ limit: 10_000, floor: -Infinity, after: undefined });
    expect(asked).toBeGreaterThan(1);
    expect(longestGap).toBeLessThanOrEqual(4_096);
    expect(found.count).toBeGreaterThan(0);
  },
);

test('a search that is stopped gives no lineups, since they need not be the best', () => {
  const slate = prepareSlate(fieldOf({ drivers: 40 }));
  const scores = scoresOf(slate.steps, slate.salary);
  const space = { slate, scores, open: slate.open, forced: [], taken: undefined };
  let asked = 0;
  const stopWatch = new StopWatch(() => ++asked === 3);
  const search = new LineupSearch(space, { memory: createTableMemory(), stopWatch });
  const wanted = { limit: 20_000, floor: -Infinity, after: undefined };
  expect(search.find(wanted).count).toBe(0);
  expect(search.wasStopped).toBe(true);
});

test('few lineups are added from one question to the next', () => {
  const input = fieldOf({ drivers: 40, lineups: 3_000, minUnique: 2 });
  const counts: number[] = [];
  for (let asks = 1; counts.at(-1) !== 3_000; asks++) {
    let left = asks;
    counts.push(buildPortfolio(input, { shouldStop: () => --left === 0 }).lineups.length);
    if (asks > 2_000) break;
  }
  const steps = counts.slice(1).map((count, index) => count - counts[index]!);
  expect(counts.at(-1)).toBe(3_000);
  expect(Math.max(...steps)).toBeLessThanOrEqual(64);
});

test('it asks while it takes in what was found earlier, and keeps all of that when stopped', () => {
  const input = equalField({ drivers: 200, lineups: 1_000, minUnique: 2 });
  const whole = buildPortfolio(input);
  const found = whole.lineups.slice(0, 900).map((lineup) => lineup.drivers);
  const stopped = buildPortfolio(input, { found, shouldStop: () => true });
  expect(stopped.termination).toBe('user_stop');
  expect(stopped.lineups).toEqual(whole.lineups.slice(0, 900));
  const foundWhole = whole.lineups.map((lineup) => lineup.drivers);
  let asked = 0;
  buildPortfolio(input, {
    found: foundWhole,
    shouldStop: () => {
      asked++;
      return false;
    },
  });
  // Nothing is left to search, so all questions come from taking in: one for 64 lineups.
  expect(asked).toBe(Math.floor(1_000 / 64));
});

test('it asks while it explains a shortfall, and half a reason is none', () => {
  const input = sevenInSix(30);
  let asked = 0;
  const whole = buildPortfolio(input, { shouldStop: () => ++asked < 0 });
  expect(whole).toMatchObject({ termination: 'infeasible', reason: { rule: 'group' } });
  // The search for a lineup and the question whether the last group is to blame take the same time.
  for (const asks of [Math.ceil(0.75 * asked), asked]) {
    let left = asks;
    const stopped = buildPortfolio(input, { shouldStop: () => --left === 0 });
    expect(stopped.termination).toBe('user_stop');
    expect(stopped).not.toHaveProperty('reason');
  }
});
