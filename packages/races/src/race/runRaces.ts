import type { SimulationControl } from '../simulationControl.ts';
import { Race } from './race.ts';
import type { RaceModel } from './raceModel.ts';

const RACES_BETWEEN_ASKS = 256;

/** Scenarios `from` to below `to`. */
export type ScenarioRange = { from: number; to: number };

type Watcher = SimulationControl & {
  /** Shown every race, which is gone after that. */
  onRace: (race: Race, scenario: number) => void;
};

/** False when told to stop. */
export function runRaces(model: RaceModel, { from, to }: ScenarioRange, watcher: Watcher): boolean {
  const race = new Race(model);
  const asked = to - from;
  for (let scenario = from; scenario < to; scenario++) {
    const races = scenario - from;
    if (races % RACES_BETWEEN_ASKS === 0) {
      if (watcher.shouldStop?.()) return false;
      watcher.onProgress?.({ races, asked });
    }
    race.run(scenario);
    watcher.onRace(race, scenario);
  }
  watcher.onProgress?.({ races: asked, asked });
  return true;
}
