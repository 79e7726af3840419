import type { Race } from './race.ts';

/**
 * The finishing order: by laps completed, cars still running first among equals. So a wreck on the last
 * lap costs fewer places than one on the first.
 */
export function classify(race: Race): void {
  const { model, order, retired, exitLaps, finishers, lapsCompleted } = race;
  const lapsOfRunning = model.lapsOfRunning[order.length - race.retiredCount]!;
  let out = 0;
  let running = 0;
  let place = 0;
  for (const driver of order) {
    if (exitLaps[driver]! >= 0) continue;
    const laps = lapsOfRunning[running++]!;
    while (out < race.retiredCount && exitLaps[retired[out]!]! > laps) {
      place = finish(race, retired[out++]!, place);
    }
    finishers[place++] = driver;
    lapsCompleted[driver] = laps;
  }
  while (out < race.retiredCount) place = finish(race, retired[out++]!, place);
}

function finish({ finishers, lapsCompleted, exitLaps }: Race, driver: number, place: number) {
  finishers[place] = driver;
  lapsCompleted[driver] = exitLaps[driver]!;
  return place + 1;
}
