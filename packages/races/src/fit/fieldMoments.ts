import type { Race } from '../race/race.ts';
import { createRaceModel, type RaceField } from '../race/raceModel.ts';
import { runRaces } from '../race/runRaces.ts';
import { stepsAt } from '../scoring/stepsAt.ts';
import type { SimulationControl } from '../simulationControl.ts';

/** Mean and spread of every driver's points over the first so many scenarios. */
export type FieldMoments = { means: Float64Array; spreads: Float64Array };

/** Undefined when told to stop. */
export function fieldMoments(
  field: RaceField,
  races: number,
  control: SimulationControl,
): FieldMoments | undefined {
  const model = createRaceModel(field);
  const sums = new Float64Array(model.driverCount);
  const squares = new Float64Array(model.driverCount);
  const onRace = (race: Race) => addRace(race, sums, squares);
  if (!runRaces(model, { from: 0, to: races }, { ...control, onRace })) return undefined;
  const { stepsPerPoint } = model.scoring;
  const means = sums.map((sum) => sum / races / stepsPerPoint);
  const spreads = squares.map((square, driver) => {
    const variance = square / races - (sums[driver]! / races) ** 2;
    return Math.sqrt(Math.max(0, variance)) / stepsPerPoint;
  });
  return { means, spreads };
}

function addRace(race: Race, sums: Float64Array, squares: Float64Array): void {
  for (let place = 0; place < race.finishers.length; place++) {
    const driver = race.finishers[place]!;
    const steps = stepsAt(race, place);
    sums[driver] = sums[driver]! + steps;
    squares[driver] = squares[driver]! + steps * steps;
  }
}
