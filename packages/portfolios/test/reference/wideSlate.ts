import { PortfolioInput } from '@pitwall/contract';

import type { SmallSlate } from './smallSlates.ts';

type Size = { drivers: number; races: number; lineups: number };

/** A slate like those of the sites, always the same: points in steps of 0.05. */
export function wideSlate({ drivers, races, lineups }: Size): SmallSlate {
  const draw = createDraws(11);
  const input = PortfolioInput.parse({
    site: 'draftkings',
    drivers: Array.from({ length: drivers }, (_, rank) => {
      const strength = 1 - rank / (drivers - 1);
      return {
        id: `d${rank}`,
        name: `Driver ${rank}`,
        salary: 100 * Math.round(45 + 65 * strength ** 1.4 + draw()),
        projection: Math.round(100 * (12 + 30 * strength + 18 * draw())) / 100,
      };
    }),
    lineups,
  });
  const points = Int16Array.from({ length: drivers * races }, (_, index) => {
    const { projection } = input.drivers[Math.floor(index / races)]!;
    return Math.round(20 * (projection + 60 * (draw() + draw() - 1)));
  });
  return { input, points, races };
}

function createDraws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
