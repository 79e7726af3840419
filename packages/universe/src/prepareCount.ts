import type { PortfolioInput } from '@pitwall/contract';

import { type CountTask, createCountTask } from './count/countTask.ts';
import type { KernelModule } from './kernels/webAssembly.ts';
import { enumerateLineups } from './lineups/enumerateLineups.ts';
import { prepareRaces, type RacesRequest } from './prepareRaces.ts';
import type { UniverseControl } from './universeControl.ts';

export type CountRequest = RacesRequest & { input: PortfolioInput };

/**
 * All that comes before the count: the lineups the rules allow, the opponents, and the lines of each
 * race.
 */
export function prepareCount(
  module: KernelModule,
  request: CountRequest,
  control: UniverseControl = {},
): CountTask | 'stopped' | 'too_many' | 'no_lineups' {
  const universe = enumerateLineups(request.input, control);
  if (typeof universe === 'string') return universe;
  if (universe.count === 0) return 'no_lineups';
  const prepared = prepareRaces(module, request, control);
  return prepared ? createCountTask({ universe, ...prepared }) : 'stopped';
}
