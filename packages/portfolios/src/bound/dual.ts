import { MOST_WEIGHT } from '@pitwall/universe';

import type { PortfolioLimits } from '../selection/portfolioLimits.ts';

/**
 * What bounds every portfolio, in parts of a race, `MOST_WEIGHT` to one: a race can be covered for its
 * weight by each lineup that reaches it, or for the rest once; who has a driver pays his price.
 */
export type Dual = { weights: Uint8Array; prices: Int32Array };

/** Every dual bounds, so rounding takes nothing from its truth. */
export function roundWeights(weights: Float64Array): Uint8Array {
  return Uint8Array.from(weights, (weight) => Math.round(weight * MOST_WEIGHT));
}

/** What no selection of lineups can exceed beside the worth of its lineups. */
export function baseOf({ weights, prices }: Dual, { maxUses }: PortfolioLimits): number {
  let base = 0;
  for (const weight of weights) base += MOST_WEIGHT - weight;
  for (const [driver, price] of prices.entries()) base += price * maxUses[driver]!;
  return base;
}
