import type { FittedField } from './fit/fittedField.ts';
import { createRaceModel } from './race/raceModel.ts';
import { runRaces, type ScenarioRange } from './race/runRaces.ts';
import { stepsAt } from './scoring/stepsAt.ts';
import type { SimulationControl } from './simulationControl.ts';

/**
 * Every driver's points in a range of scenarios, driver by driver: those of a driver in a scenario are
 * at `driver * (to - from) + scenario - from`. They are whole numbers of the site's smallest step, of
 * which there are `SITE_SCORING[site].stepsPerPoint` in a point. The same field gives the same figures
 * whatever the ranges it is cut into. Undefined when told to stop.
 */
export function simulate(
  fitted: FittedField,
  range: ScenarioRange,
  control: SimulationControl = {},
): Int16Array | undefined {
  const count = range.to - range.from;
  const points = new Int16Array(fitted.strengths.length * count);
  const isComplete = runRaces(createRaceModel(fitted), range, {
    ...control,
    onRace: (race, scenario) => {
      for (let place = 0; place < race.finishers.length; place++) {
        points[race.finishers[place]! * count + scenario - range.from] = stepsAt(race, place);
      }
    },
  });
  return isComplete ? points : undefined;
}
