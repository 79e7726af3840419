import { interpolate } from './lapTables.ts';
import type { Race } from './race.ts';

/** Where a table does not reach a draw, its last entry stands. */
function indexOf(sums: Float64Array, draw: number): number {
  let index = 0;
  while (index < sums.length - 1 && sums[index]! <= draw) index++;
  return index;
}

/**
 * Incidents fall on cars that run next to each other: one car with a broken engine, or a dozen in a
 * pack. At least one car is left to win.
 */
export function drawRetirements(race: Race): void {
  const { model, random, exitLaps } = race;
  exitLaps.fill(-1);
  race.retiredCount = 0;
  const incidents = indexOf(model.incidentCounts, random.share());
  for (let incident = 0; incident < incidents; incident++) {
    const size = indexOf(model.incidentSizes, random.share()) + 1;
    const first = random.below(model.driverCount);
    const exitLap = Math.floor(model.laps * interpolate(model.exits, random.share()));
    for (let car = 0; car < size; car++) {
      retire(race, race.order[(first + car) % model.driverCount]!, exitLap);
    }
  }
}

/** Keeps `retired` in order: who came furthest first, then who was first out. */
function retire(race: Race, driver: number, exitLap: number): void {
  const { exitLaps, retired, model } = race;
  if (exitLaps[driver]! >= 0 || race.retiredCount >= model.driverCount - 1) return;
  // Not even a crash on the last lap lets a car complete it.
  const laps = Math.min(exitLap, model.laps - 1);
  exitLaps[driver] = laps;
  let free = race.retiredCount++;
  for (; free > 0 && exitLaps[retired[free - 1]!]! < laps; free--) {
    retired[free] = retired[free - 1]!;
  }
  retired[free] = driver;
}
