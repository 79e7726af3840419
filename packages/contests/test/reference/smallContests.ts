import type { Contest } from '@pitwall/contract';
import { prepareScenarios } from '@pitwall/universe';
import * as fc from 'fast-check';

import type { ContestToSimulate } from '../../src/index.ts';

export type SmallContest = {
  points: Int16Array;
  races: number;
  stepsPerPoint: number;
  rosterSize: number;
  contest: Contest;
  opponents: number[][];
  lineups: number[][];
};

/** Few different points, so that scores are often equal, also below 0. */
const steps = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-700, 900));
const prize = fc.constantFrom(0, 0.01, 0.5, 1, 3, 10, 1_000.01, 100_000);

/** From the first rank down, now and then to the last one. */
function payoutsOf(widths: number[], prizes: number[], fieldSize: number): Contest['payouts'] {
  const tiers: Contest['payouts'] = [];
  let from = 1;
  for (const [index, width] of widths.entries()) {
    if (from > fieldSize) break;
    const to = Math.min(fieldSize, from + width);
    tiers.push({ from, to, prize: prizes[index]! });
    from = to + 1;
  }
  return tiers;
}

/** Small contests of both sites, in which we often have a lineup twice, or one that others have. */
export const smallContests: fc.Arbitrary<SmallContest> = fc
  .record({
    drivers: fc.integer({ min: 6, max: 8 }),
    races: fc.integer({ min: 1, max: 27 }),
    stepsPerPoint: fc.constantFrom(10, 20),
    rosterSize: fc.constantFrom(1, 2, 5, 6),
    widths: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }),
    prizes: fc.array(prize, { minLength: 6, maxLength: 6 }),
    entryFee: fc.constantFrom(0, 0.25, 4, 20),
  })
  .chain(({ drivers, widths, prizes, entryFee, ...rest }) => {
    const { races, rosterSize } = rest;
    const all = [...Array(drivers).keys()];
    const lineup = fc.shuffledSubarray(all, { minLength: rosterSize, maxLength: rosterSize });
    const length = drivers * races;
    return fc
      .record({
        points: fc.array(steps, { minLength: length, maxLength: length }),
        opponents: fc.array(lineup, { minLength: 1, maxLength: 30 }),
        lineups: fc.array(lineup, { minLength: 1, maxLength: 12 }),
      })
      .map(({ points, opponents, lineups }) => {
        const fieldSize = opponents.length + lineups.length;
        const payouts = payoutsOf(widths, prizes, fieldSize);
        return {
          ...rest,
          points: Int16Array.from(points),
          opponents,
          lineups,
          contest: { entryFee, fieldSize, payouts },
        };
      });
  });

/** As `simulateContest` takes it. */
export function toSimulate(small: SmallContest): ContestToSimulate {
  const { points, races, stepsPerPoint, rosterSize, contest, opponents, lineups } = small;
  return {
    scenarios: prepareScenarios(points, { count: races, rosterSize })!,
    stepsPerPoint,
    contest,
    opponents: Uint8Array.from(opponents.flat()),
    lineups: Uint8Array.from(lineups.flat()),
  };
}
