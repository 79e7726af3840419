import { type CountTask, type KernelModule, loadKernels } from '@pitwall/universe';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import {
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  selectTail,
  type SelectionControl,
} from '../src/index.ts';
import { createDraft, takeIn } from '../src/selection/createDraft.ts';
import type { Draft } from '../src/selection/draft.ts';
import { selectGreedily } from '../src/selection/selectGreedily.ts';
import {
  coveredBy,
  isNoFurtherBelow,
  isWithinMaximums,
  plainGreedy,
  type PlainLineup,
  plainLineups,
  unmetIn,
  usesIn,
} from './reference/plainSelection.ts';
import { countOf, type SmallSlate, smallSlates } from './reference/smallSlates.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

function requestOf({ input }: SmallSlate, task: CountTask) {
  return { input, task, candidates: chooseCandidates({ input, task })! };
}

function select(slate: SmallSlate, task: CountTask, control?: SelectionControl) {
  const selection = selectTail(kernels, requestOf(slate, task), control);
  return { ...selection, lineups: selection.lineups.map((lineup) => [...lineup]) };
}

/** What greedy alone finds. */
function greedyOf(slate: SmallSlate, task: CountTask): Draft {
  const request = requestOf(slate, task);
  const draft = createDraft(kernels, request);
  takeIn(draft, request, {});
  selectGreedily(draft, {});
  return draft;
}

/** The chosen among all, in the order chosen. */
function found(lineups: readonly number[][], all: readonly PlainLineup[]): PlainLineup[] {
  return lineups.map((chosen) => all.find(({ positions }) => positions.join() === chosen.join())!);
}

test('lazy greedy takes what plain greedy takes', () => {
  fc.assert(
    fc.property(smallSlates({ hasMinimums: false }), (slate) => {
      const task = countOf(kernels, slate);
      fc.pre(task !== undefined);
      const draft = greedyOf(slate, task);
      const plain = plainGreedy(plainLineups(slate, task), slate.input);
      expect(draft.lineups().map((lineup) => [...lineup])).toEqual(
        plain.map(({ positions }) => positions),
      );
      expect(draft.cover.covered).toBe(coveredBy(plain));
    }),
    { numRuns: 200 },
  );
});

test('no limit is ever broken, and what is short is said', () => {
  fc.assert(
    fc.property(smallSlates({ hasMinimums: true }), (slate) => {
      const task = countOf(kernels, slate);
      fc.pre(task !== undefined);
      const { lineups, covered, reason } = select(slate, task);
      expect(isWithinMaximums(lineups, slate.input)).toBe(true);
      const all = plainLineups(slate, task);
      expect(covered).toBe(coveredBy(found(lineups, all)));
      const isShort = lineups.length < slate.input.lineups || unmetIn(lineups, slate.input) > 0;
      expect(reason !== undefined).toBe(isShort);
      const others = lineups.length < slate.input.lineups ? all : [];
      const more = others.filter(({ positions }) =>
        isWithinMaximums([...lineups, positions], slate.input),
      );
      expect(more).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('no single swap that keeps the limits covers more', () => {
  fc.assert(
    fc.property(smallSlates({ hasMinimums: true }), (slate) => {
      const task = countOf(kernels, slate);
      fc.pre(task !== undefined);
      const { lineups, covered } = select(slate, task);
      const all = plainLineups(slate, task);
      const chosen = found(lineups, all);
      for (const [place] of chosen.entries()) {
        for (const other of all) {
          const swapped = chosen.with(place, other);
          if (coveredBy(swapped) <= covered) continue;
          const positions = swapped.map((lineup) => lineup.positions);
          const isAllowed =
            isWithinMaximums(positions, slate.input) &&
            isNoFurtherBelow(lineups, positions, slate.input);
          expect(isAllowed).toBe(false);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('an exchange finds what greedy alone misses', () => {
  const slate = wideSlate({ drivers: 18, races: 4_000, lineups: 12 });
  const task = countOf(kernels, slate)!;
  const greedy = greedyOf(slate, task).cover.covered;
  const seen: number[] = [];
  const { covered } = select(slate, task, { onBetter: (better) => seen.push(better.covered) });
  expect(covered).toBeGreaterThan(greedy);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(covered);
});

test('minimum exposures of drivers nobody would choose are met', () => {
  const slate = wideSlate({ drivers: 14, races: 300, lineups: 10 });
  const { input } = slate;
  const drivers = input.drivers.map((driver, index) =>
    index < 11 ? driver : { ...driver, minExposure: 0.3, maxExposure: 0.3 },
  );
  // Points so low that no lineup with him reaches anything.
  for (const [index] of slate.points.entries()) {
    if (index >= 11 * slate.races) slate.points[index] = 0;
  }
  const limited = { ...slate, input: { ...input, drivers, minUnique: 2 } };
  const task = countOf(kernels, limited)!;
  const { lineups, reason } = select(limited, task);
  expect(reason).toBeUndefined();
  expect(usesIn(lineups, limited.input).slice(11)).toEqual([3, 3, 3]);
  expect(isWithinMaximums(lineups, limited.input)).toBe(true);
});

test('where candidates do not suffice, other lineups make up the number', () => {
  const slate = wideSlate({ drivers: 12, races: 300, lineups: 8 });
  const task = countOf(kernels, slate)!;
  const candidates = Uint32Array.of(0, 1, 2);
  const { lineups, reason } = selectTail(kernels, { input: slate.input, task, candidates });
  expect(reason).toBeUndefined();
  expect(new Set(lineups.map((lineup) => lineup.join())).size).toBe(8);
});

test('a reason names the rule that leaves no more', () => {
  const slate = wideSlate({ drivers: 11, races: 20, lineups: 30 });
  const alike = { ...slate, input: { ...slate.input, minUnique: 3 } };
  const reasons = [alike, { ...slate, input: { ...slate.input, maxExposure: 0.2 } }].map(
    (limited) => select(limited, countOf(kernels, limited)!).reason!,
  );
  expect(reasons.map(({ rule }) => rule)).toEqual(['uniqueness', 'exposure']);
  expect(reasons[0]!.message).toContain('at least 3 drivers');
  expect(reasons[1]!.message).toContain('maximum exposure: Driver');
});

test('it can be stopped at any time, with what there is by then', () => {
  const slate = wideSlate({ drivers: 11, races: 200, lineups: 12 });
  const drivers = slate.input.drivers.map((driver) => ({ ...driver, maxExposure: 0.6 }));
  const limited = { ...slate, input: { ...slate.input, drivers } };
  const task = countOf(kernels, limited)!;
  const whole = select(limited, task);
  const asks = { made: 0 };
  select(limited, task, { shouldStop: () => ++asks.made < 0 });
  expect(asks.made).toBeGreaterThan(3);
  const wholeOnes: number[][][] = [];
  // All of the selection, some of the bound, which asks far more often.
  for (let last = 1; last <= asks.made; last += last < 20 ? 1 : 150) {
    let asked = 0;
    const stopped = select(limited, task, { shouldStop: () => ++asked >= last });
    expect(stopped.bound).toBeUndefined();
    expect(isWithinMaximums(stopped.lineups, limited.input)).toBe(true);
    expect(stopped.covered).toBeLessThanOrEqual(whole.covered);
    wholeOnes.push(...(stopped.isComplete ? [stopped.lineups] : []));
  }
  expect(whole.bound).toBeDefined();
  expect(wholeOnes.length).toBeGreaterThan(0);
  expect(wholeOnes.every((lineups) => lineups.join() === whole.lineups.join())).toBe(true);
});

test('it goes on from candidates alone, without the counts, to the same lineups and bound', () => {
  const slate = wideSlate({ drivers: 18, races: 500, lineups: 10 });
  const drivers = slate.input.drivers.map((driver) => ({ ...driver, maxExposure: 0.6 }));
  const input = { ...slate.input, drivers, minUnique: 2 };
  const task = countOf(kernels, slate)!;
  const candidates = chooseCandidates({ input, task, count: 3_000 })!;
  const text = encodeCandidates(candidates);
  const resumed = { ...countOf(kernels, slate)!, counts: [] };
  const once = selectTail(kernels, { input, task, candidates });
  const again = selectTail(kernels, {
    input,
    task: resumed,
    candidates: decodeCandidates(text),
  });
  expect(again).toEqual(once);
  expect(once.bound).toBeDefined();
});
