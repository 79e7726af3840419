import { chunkCountOf, type CountTask, visitChunk } from '@pitwall/universe';

import type { PortfolioLimits } from '../selection/portfolioLimits.ts';
import { type SelectionControl, shouldStop } from '../selectionControl.ts';

/** So many lineups with a driver, or without him, to choose from. */
export type Wish = { driver: number; isWith: boolean; lineups: number };

const LEAST_CHOICE = 1_000;

export function wishesOf({ lineups, minUses, maxUses }: PortfolioLimits): Wish[] {
  return [...minUses.keys()].flatMap((driver) => {
    const least = minUses[driver]!;
    const without = lineups - maxUses[driver]!;
    const wishes: Wish[] = [];
    if (least > 0) wishes.push({ driver, isWith: true, lineups: choiceFor(least) });
    if (without > 0) wishes.push({ driver, isWith: false, lineups: choiceFor(without) });
    return wishes;
  });
}

/** More than the limits call for by themselves, as not all of them can be had together. */
function choiceFor(needed: number): number {
  return Math.max(LEAST_CHOICE, 2 * needed);
}

/** The best lineups for each wish, by what they are worth; undefined when stopped. */
export function bestFor(
  wishes: readonly Wish[],
  { task, worth: counts }: { task: CountTask; worth: Uint32Array },
  control: SelectionControl,
): number[] | undefined {
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
  const tallies = wishes.map(() => new Uint32Array(most + 1));
  const isTallied = visitGranting(wishes, { task, control }, (wish, lineup) => {
    tallies[wish]![counts[lineup]!]!++;
  });
  if (!isTallied) return undefined;
  const bars = wishes.map(({ lineups }, wish) => barFor(lineups, tallies[wish]!));
  const best: number[] = [];
  const isFound = visitGranting(wishes, { task, control }, (wish, lineup) => {
    const bar = bars[wish]!;
    const count = counts[lineup]!;
    if (count < bar.count || (count === bar.count && bar.places-- <= 0)) return;
    best.push(lineup);
  });
  return isFound ? best : undefined;
}

/** Who is above the count is in, and so many of those at it. */
function barFor(lineups: number, tally: Uint32Array): { count: number; places: number } {
  let places = lineups;
  for (let count = tally.length - 1; count >= 0; count--) {
    if (tally[count]! >= places) return { count, places };
    places -= tally[count]!;
  }
  return { count: 0, places };
}

type Visited = { task: CountTask; control: SelectionControl };

/** Shows each lineup, ascending, with each wish that it grants; false when stopped. */
function visitGranting(
  wishes: readonly Wish[],
  { task, control }: Visited,
  visit: (wish: number, lineup: number) => void,
): boolean {
  const lastWith = new Int32Array(task.scenarios.driverCount).fill(-1);
  for (let chunk = 0; chunk < chunkCountOf(task.universe); chunk++) {
    if (shouldStop(control)) return false;
    visitChunk(task.universe, chunk, (lineup, path, last) => {
      for (const driver of path) lastWith[driver] = lineup;
      lastWith[last] = lineup;
      for (let wish = 0; wish < wishes.length; wish++) {
        const { driver, isWith } = wishes[wish]!;
        if ((lastWith[driver] === lineup) === isWith) visit(wish, lineup);
      }
    });
  }
  return true;
}
