import type { Scenarios } from '../scenarios.ts';
import { type CountTask, createCountTask } from './countTask.ts';

/** The kernels take two vectors of eight races at a time. */
const LANES = 16;

/** A block of races adds up in Int16 lanes. */
export const MOST_WEIGHT = 255;

/**
 * Another count of the same lineups by the first line, in which a race counts as much as its weight
 * says, at most `MOST_WEIGHT`; races that weigh nothing take no time.
 */
export function createWeightedTask(
  { universe, scenarios, lines }: Pick<CountTask, 'universe' | 'scenarios' | 'lines'>,
  weights: Uint8Array,
): CountTask {
  const races = Uint32Array.from(weights.keys()).filter((race) => weights[race]! > 0);
  return {
    ...createCountTask({
      universe,
      scenarios: pickRaces(scenarios, races),
      lines: [Int32Array.from(races, (race) => lines[0]![race]!)],
    }),
    weights: Uint8Array.from(races, (race) => weights[race]!),
  };
}

function pickRaces(scenarios: Scenarios, races: Uint32Array): Scenarios {
  const { driverCount } = scenarios;
  const stride = Math.ceil(races.length / LANES) * LANES;
  const rows = new Int16Array(new SharedArrayBuffer(driverCount * stride * 2));
  for (let driver = 0; driver < driverCount; driver++) {
    const from = driver * scenarios.stride;
    for (const [place, race] of races.entries()) {
      rows[driver * stride + place] = scenarios.rows[from + race]!;
    }
  }
  return { ...scenarios, count: races.length, stride, rows };
}
