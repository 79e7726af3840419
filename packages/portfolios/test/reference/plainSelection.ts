import type { PortfolioInput } from '@pitwall/contract';
import { type CountTask, lineupsAt } from '@pitwall/universe';

import type { SmallSlate } from './smallSlates.ts';

/** A lineup and the races in which it is at the line or above, in the slow and obvious way. */
export type PlainLineup = { positions: number[]; races: Set<number> };

/** All lineups of a universe, or those with the numbers given. */
export function plainLineups(
  { points, races }: SmallSlate,
  task: CountTask,
  numbers = Uint32Array.from({ length: task.universe.count }, (_, lineup) => lineup),
): PlainLineup[] {
  const { rosterSize } = task.universe;
  const found = lineupsAt(task.universe, numbers);
  return Array.from(numbers, (_, index) => {
    const positions = [...found.subarray(index * rosterSize, (index + 1) * rosterSize)];
    return { positions, races: reachedBy(positions, { points, races, line: task.lines[0]! }) };
  });
}

type Races = { points: Int16Array; races: number; line: Int32Array };

function reachedBy(positions: readonly number[], { points, races, line }: Races): Set<number> {
  const reached = new Set<number>();
  for (let race = 0; race < races; race++) {
    const score = positions.reduce((sum, driver) => sum + points[driver * races + race]!, 0);
    if (score >= line[race]!) reached.add(race);
  }
  return reached;
}

export function coveredBy(lineups: readonly PlainLineup[]): number {
  return new Set(lineups.flatMap(({ races }) => [...races])).size;
}

/** By driver the fewest and the most lineups that he may be in. */
function plainLimits({ drivers, lineups, maxExposure }: PortfolioInput) {
  return drivers.map((driver) => ({
    least: Math.ceil(driver.minExposure * lineups - 1e-9),
    most: Math.floor((driver.maxExposure ?? maxExposure) * lineups + 1e-9),
  }));
}

/** Whether no driver is in too many, and any two lineups differ enough. */
export function isWithinMaximums(
  lineups: readonly (readonly number[])[],
  input: PortfolioInput,
): boolean {
  const limits = plainLimits(input);
  const hasRoom = usesIn(lineups, input).every((uses, driver) => uses <= limits[driver]!.most);
  return (
    hasRoom &&
    lineups.every((one, index) =>
      lineups.slice(index + 1).every((other) => {
        const different = one.filter((driver) => !other.includes(driver)).length;
        return different >= input.minUnique;
      }),
    )
  );
}

export function usesIn(
  lineups: readonly (readonly number[])[],
  { drivers }: PortfolioInput,
): number[] {
  return drivers.map((_, driver) => lineups.filter((lineup) => lineup.includes(driver)).length);
}

/** By how many uses the drivers together are below their minimums. */
export function unmetIn(lineups: readonly (readonly number[])[], input: PortfolioInput): number {
  const uses = usesIn(lineups, input);
  return plainLimits(input).reduce(
    (sum, { least }, driver) => sum + Math.max(0, least - uses[driver]!),
    0,
  );
}

/** Whether no driver below his minimum, or at it, is used less than before. */
export function isNoFurtherBelow(
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
  input: PortfolioInput,
): boolean {
  const usesBefore = usesIn(before, input);
  const uses = usesIn(after, input);
  return plainLimits(input).every(
    ({ least }, driver) => uses[driver]! >= Math.min(least, usesBefore[driver]!),
  );
}

/** One by one the lineup that adds the most races; of equal ones who reaches more, then the earlier. */
export function plainGreedy(all: readonly PlainLineup[], input: PortfolioInput): PlainLineup[] {
  const chosen: PlainLineup[] = [];
  while (chosen.length < input.lineups) {
    const allowed = all.filter((lineup) =>
      isWithinMaximums(
        [...chosen, lineup].map(({ positions }) => positions),
        input,
      ),
    );
    const best = allowed.toSorted(
      (a, b) =>
        coveredBy([...chosen, b]) - coveredBy([...chosen, a]) || b.races.size - a.races.size,
    )[0];
    if (!best) break;
    chosen.push(best);
  }
  return chosen;
}

/** The most races that any portfolio within all limits covers, by trying all of them. */
export function plainBest(all: readonly PlainLineup[], input: PortfolioInput): number {
  let most = 0;
  const extend = (chosen: PlainLineup[], from: number) => {
    if (
      !isWithinMaximums(
        chosen.map(({ positions }) => positions),
        input,
      )
    )
      return;
    most = Math.max(most, coveredBy(chosen));
    if (chosen.length === input.lineups) return;
    for (let next = from; next < all.length; next++) extend([...chosen, all[next]!], next + 1);
  };
  extend([], 0);
  return most;
}
