import type { Driver, PortfolioRules } from '@pitwall/contract';

import { findLines } from './count/findLines.ts';
import type { Line } from './count/lines.ts';
import { drawField } from './field/drawField.ts';
import { fieldOwnership } from './field/fieldOwnership.ts';
import type { KernelModule } from './kernels/webAssembly.ts';
import { prepareScenarios, type Scenarios } from './scenarios.ts';
import { shouldStop, type UniverseControl } from './universeControl.ts';

export type RacesRequest = {
  input: { drivers: readonly Driver[]; rules: Pick<PortfolioRules, 'rosterSize' | 'salaryCap'> };
  /** In whole steps of the site's scoring, `points[driver * races + race]`, drivers as in the input. */
  points: Int16Array;
  races: number;
  /** How many lineups we play against. */
  opponents: number;
  seed: number;
  /** The part of the field to be in, for each line: 0.01 for the top 1 %, 0.2 where a fifth is paid. */
  shares: readonly number[];
};

/** Races as the kernels take them, who plays against us, and the lines of each race. */
export type PreparedRaces = { scenarios: Scenarios; opponents: Uint8Array; lines: Line[] };

/**
 * Draws the opponents and finds the lines. They keep to roster size and cap only: our locks, groups and
 * limits are not theirs. Undefined when stopped.
 */
export function prepareRaces(
  module: KernelModule,
  request: RacesRequest,
  control: UniverseControl = {},
): PreparedRaces | undefined {
  const { input, points, races, opponents: count, seed, shares } = request;
  const { drivers, rules } = input;
  const isStopped = () => shouldStop(control);
  const { rosterSize } = rules;
  const scenarios = prepareScenarios(points, { count: races, rosterSize, shouldStop: isStopped });
  if (!scenarios) return undefined;
  const field = {
    ...rules,
    salaries: drivers.map(({ salary }) => salary),
    ownership: fieldOwnership(drivers, rules),
  };
  const opponents = drawField(field, { count, seed, shouldStop: isStopped });
  if (!opponents) return undefined;
  control.onProgress?.({ phase: 'field', done: count, total: count });
  if (shares.length === 0) return { scenarios, opponents, lines: [] };
  const lines = findLines(
    module,
    { scenarios, opponents: { lineups: opponents, shares } },
    control,
  );
  return lines && { scenarios, opponents, lines };
}
