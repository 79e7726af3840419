import type { PortfolioInput } from '@pitwall/contract';

import { toSteps } from '../slate/fixedPoint.ts';
import { mix } from '../slate/mix.ts';

const GREATEST_WORD = 2 ** 32 - 1;

/**
 * The projections, in fixed point, that lineup number `lineup` (from 0) is chosen by: each multiplied
 * by a factor drawn evenly from 1 ± randomness. A draw depends on nothing but the seed, the lineup's
 * number and the driver's position, so that an interrupted portfolio goes on as if nothing had happened.
 */
export function perturbedSteps(input: PortfolioInput, lineup: number): Float64Array {
  const lineupSeed = mix(input.seed, lineup);
  return Float64Array.from(input.drivers, ({ projection }, position) => {
    const draw = (2 * (mix(lineupSeed, position) >>> 0)) / GREATEST_WORD - 1;
    return toSteps(projection * (1 + input.randomness * draw));
  });
}
