import type { Race } from '../race/race.ts';
import { stepsOf } from './siteScoring.ts';

/** Points, in steps, of the driver who finished in `place`, counted from 0. */
export function stepsAt(race: Race, place: number): number {
  const { model } = race;
  const driver = race.finishers[place]!;
  return stepsOf(model.scoring, {
    start: model.starts[driver]!,
    finish: place + 1,
    lapsLed: race.lapsLed[driver]!,
    fastestLaps: race.fastestLaps[driver]!,
    lapsCompleted: race.lapsCompleted[driver]!,
  });
}
