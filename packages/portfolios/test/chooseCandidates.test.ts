import { type CountTask, type KernelModule, lineupsAt, loadKernels } from '@pitwall/universe';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { chooseCandidates, decodeCandidates, encodeCandidates } from '../src/index.ts';
import { countOf } from './reference/smallSlates.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

const STOPPED = { shouldStop: () => true };

const slate = wideSlate({ drivers: 20, races: 300, lineups: 10 });

/** Lineups of a count, those in the most races first, of equal ones the lower number. */
function bestFirst({ counts, universe }: CountTask, lineups = [...Array(universe.count).keys()]) {
  return lineups.toSorted((a, b) => counts[0]![b]! - counts[0]![a]! || a - b);
}

function holdersOf({ universe }: CountTask, driver: number): number[] {
  const all = Uint32Array.from({ length: universe.count }, (_, lineup) => lineup);
  const positions = lineupsAt(universe, all);
  return [...all].filter((lineup) =>
    positions.subarray(6 * lineup, 6 * lineup + 6).includes(driver),
  );
}

test('the candidates are the lineups that reach the line most often', () => {
  const task = countOf(kernels, slate)!;
  const candidates = chooseCandidates({ input: slate.input, task, count: 500 })!;
  const best = bestFirst(task).slice(0, 500);
  expect([...candidates]).toEqual(best.toSorted((a, b) => a - b));
  expect(chooseCandidates({ input: slate.input, task })!.length).toBe(task.universe.count);
});

test('among them are the best with a driver who must be in some, and without one who may not be in all', () => {
  const task = countOf(kernels, slate)!;
  const drivers = slate.input.drivers.map((driver, index) => ({
    ...driver,
    minExposure: index === 19 ? 0.2 : 0,
    maxExposure: index === 0 ? 0.2 : 1,
  }));
  const input = { ...slate.input, drivers };
  const candidates = [...chooseCandidates({ input, task, count: 50 })!];
  const holders = [19, 0].map((driver) => new Set(holdersOf(task, driver)));
  const others = bestFirst(task).filter((lineup) => !holders[1]!.has(lineup));
  const wanted = [
    bestFirst(task).slice(0, 50),
    bestFirst(task, [...holders[0]!]).slice(0, 1_000),
    others.slice(0, 1_000),
  ];
  expect(candidates).toEqual([...new Set(wanted.flat())].toSorted((a, b) => a - b));
});

test('a count that is not complete has no candidates yet', () => {
  const task = countOf(kernels, slate)!;
  task.progress.fill(0);
  expect(() => chooseCandidates({ input: slate.input, task })).toThrow('counted');
});

test('a stop leaves no candidates', () => {
  const task = countOf(kernels, slate)!;
  expect(chooseCandidates({ input: slate.input, task, count: 5 }, STOPPED)).toBeUndefined();
});

test('candidates come back from their text as they were', () => {
  const numbers = fc.uniqueArray(fc.oneof(fc.nat(500), fc.nat(0xffff_fffe)), { maxLength: 300 });
  fc.assert(
    fc.property(numbers, (lineups) => {
      const candidates = Uint32Array.from(lineups).toSorted();
      expect(decodeCandidates(encodeCandidates(candidates))).toEqual(candidates);
    }),
  );
});

function text(...bytes: number[]): string {
  return Buffer.from(bytes).toString('base64');
}

test('a text that is no list of candidates is refused', () => {
  expect(() => decodeCandidates(text(1, 0))).toThrow(RangeError);
  expect(() => decodeCandidates(text(1, 200))).toThrow(RangeError);
  expect(() => decodeCandidates(text(255, 255, 255, 255, 127))).toThrow(RangeError);
  expect(() => encodeCandidates(Uint32Array.of(4, 4))).toThrow(RangeError);
});
