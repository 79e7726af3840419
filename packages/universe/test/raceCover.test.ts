import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { RaceCover } from '../src/cover/raceCover.ts';
import { loadKernels } from '../src/kernels/loadKernels.ts';
import type { KernelModule } from '../src/kernels/webAssembly.ts';
import { prepareScenarios } from '../src/scenarios.ts';
import { plainLineups, plainScores } from './reference/plainCount.ts';
import { type SmallRaces, smallRaces } from './reference/smallRaces.ts';
import { wideSlate } from './reference/wideSlate.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await loadKernels();
});

const MEMBERS = 5;

/** The races that each lineup of a slate reaches, and a cover that holds them in two parts. */
function coverOf({ input, points, races }: SmallRaces) {
  const { rosterSize } = input.rules;
  const lineups = plainLineups(input);
  const scores = lineups.map((lineup) => plainScores(lineup, points, races));
  const line = Int32Array.from(scores[0] ?? [], (score, race) => score + (race % 3) - 1);
  const scenarios = prepareScenarios(points, { count: races, rosterSize })!;
  const size = { lineups: lineups.length, members: MEMBERS };
  const cover = new RaceCover(kernels, { scenarios, line }, size);
  const half = lineups.length >> 1;
  cover.add(Uint8Array.from(lineups.slice(0, half).flat()));
  cover.add(Uint8Array.from(lineups.slice(half).flat()));
  const reached = scores.map(
    (own) => new Set([...own.keys()].filter((race) => own[race]! >= line[race]!)),
  );
  return { cover, reached };
}

/** Races of a lineup that exactly one of the members reaches, by member. */
function plainShared(races: Set<number>, members: readonly (Set<number> | undefined)[]): number[] {
  return members.map(
    (own, place) =>
      [...races].filter(
        (race) => own?.has(race) && !members.some((other, at) => at !== place && other?.has(race)),
      ).length,
  );
}

function unionOf(sets: readonly (Set<number> | undefined)[]): Set<number> {
  return new Set(sets.flatMap((set) => [...(set ?? [])]));
}

/** What is said after each change of the members, and what a plain look at the races says. */
function answersOf(slate: SmallRaces, steps: readonly [place: number, pick: number][]) {
  const { cover, reached } = coverOf(slate);
  fc.pre(reached.length > 0);
  const members: (number | undefined)[] = Array.from({ length: MEMBERS });
  const given: unknown[] = [];
  const plain: unknown[] = [];
  for (const [place, pick] of steps) {
    const before = members[place];
    if (before !== undefined) cover.leave(before, place);
    const lineup = before === undefined ? pick % reached.length : undefined;
    members[place] = lineup;
    if (lineup !== undefined) cover.join(lineup, place);
    const sets = members.map((member) => (member === undefined ? undefined : reached[member]!));
    const covered = unionOf(sets);
    given.push(cover.covered, [...cover.sharedWith()]);
    plain.push(covered.size, plainShared(covered, sets));
    for (const [other, own] of reached.entries()) {
      given.push(cover.reached(other), cover.gain(other), [...cover.sharedWith(other)]);
      plain.push(own.size, [...own].filter((race) => !covered.has(race)).length);
      plain.push(plainShared(own, sets));
    }
  }
  return { given, plain };
}

const changes = fc.array(fc.tuple(fc.nat(MEMBERS - 1), fc.nat()), { minLength: 1, maxLength: 8 });

test('what members cover, and others would add, is what a plain look at the races says', () => {
  fc.assert(
    fc.property(smallRaces, changes, (races, steps) => {
      const { given, plain } = answersOf(races, steps);
      expect(given).toEqual(plain);
    }),
    { numRuns: 100 },
  );
});

test('they are so with races that fill several vectors and part of one', () => {
  const { given, plain } = answersOf(wideSlate({ drivers: 9, races: 1_307 }), [
    [0, 3],
    [4, 17],
    [2, 40],
    [4, 0],
    [1, 3],
  ]);
  expect(given).toEqual(plain);
});

test('there is room for as many lineups as said, and no more', () => {
  const { input, points, races } = wideSlate({ drivers: 7, races: 5 });
  const scenarios = prepareScenarios(points, { count: races, rosterSize: 6 })!;
  const line = new Int32Array(races);
  const cover = new RaceCover(kernels, { scenarios, line }, { lineups: 1, members: 1 });
  const lineup = Uint8Array.from(plainLineups(input)[0]!);
  cover.add(lineup);
  expect(() => cover.add(lineup)).toThrow(RangeError);
});
