import type { PortfolioInput } from '@pitwall/contract';

import { type CountTask, createCountTask } from './count/countTask.ts';
import { findLines } from './count/findLines.ts';
import { drawField } from './field/drawField.ts';
import { ownershipOf } from './field/ownershipOf.ts';
import type { KernelModule } from './kernels/webAssembly.ts';
import { enumerateLineups } from './lineups/enumerateLineups.ts';
import { prepareScenarios } from './scenarios.ts';
import { shouldStop, type UniverseControl } from './universeControl.ts';

export type CountRequest = {
  input: PortfolioInput;
  /** In whole steps of the site's scoring, `points[driver * races + race]`, drivers as in the input. */
  points: Int16Array;
  races: number;
  /** How many lineups we play against. */
  opponents: number;
  seed: number;
  /** The part of the field to be in, for each line: 0.01 for the top 1 %, 0.2 where a fifth is paid. */
  shares: readonly number[];
};

/**
 * All that comes before the count: the lineups the rules allow, the opponents, and the lines of each
 * race. Opponents keep to roster size and cap only: our locks, groups and limits are not theirs.
 */
export function prepareCount(
  module: KernelModule,
  request: CountRequest,
  control: UniverseControl = {},
): CountTask | 'stopped' | 'too_many' | 'no_lineups' {
  const universe = enumerateLineups(request.input, control);
  if (typeof universe === 'string') return universe;
  if (universe.count === 0) return 'no_lineups';
  const races = prepareRaces(module, request, control);
  return races ? createCountTask({ universe, ...races }) : 'stopped';
}

/** The races and their lines alone, to look at lineups that are known. Undefined when stopped. */
export function prepareRaces(
  module: KernelModule,
  request: CountRequest,
  control: UniverseControl = {},
): Pick<CountTask, 'scenarios' | 'lines'> | undefined {
  const { input, points, races, opponents, seed, shares } = request;
  const { drivers, rules } = input;
  const isStopped = () => shouldStop(control);
  const { rosterSize } = rules;
  const scenarios = prepareScenarios(points, { count: races, rosterSize, shouldStop: isStopped });
  if (!scenarios) return undefined;
  const field = {
    ...rules,
    salaries: drivers.map(({ salary }) => salary),
    ownership: ownershipOf(drivers, rules),
  };
  const lineups = drawField(field, { count: opponents, seed, shouldStop: isStopped });
  if (!lineups) return undefined;
  control.onProgress?.({ phase: 'field', done: opponents, total: opponents });
  const lines = findLines(module, { scenarios, opponents: { lineups, shares } }, control);
  return lines && { scenarios, lines };
}
