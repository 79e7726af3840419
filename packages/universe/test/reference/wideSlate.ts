import { PortfolioInput } from '@pitwall/contract';

import { createDraws } from '../../src/draws.ts';
import type { SmallRaces } from './smallRaces.ts';

type Size = { drivers: number; races: number; rosterSize?: number; salaryCap?: number };

/** A slate like those of the sites, always the same: points in steps of 0.05, some below 0. */
export function wideSlate({
  drivers,
  races,
  rosterSize = 6,
  salaryCap = 50_000,
}: Size): SmallRaces {
  const draw = createDraws(11);
  const input = PortfolioInput.parse({
    site: 'draftkings',
    rules: { rosterSize, salaryCap },
    drivers: Array.from({ length: drivers }, (_, rank) => {
      const strength = 1 - rank / (drivers - 1);
      return {
        id: `d${rank}`,
        name: `Driver ${rank}`,
        salary: 100 * Math.round(45 + 65 * strength ** 1.4 + draw()),
        projection: Math.round(100 * (12 + 30 * strength + 18 * draw())) / 100,
        startPosition: 1 + Math.floor(draw() * drivers),
      };
    }),
    lineups: 1,
  });
  const points = Int16Array.from({ length: drivers * races }, (_, index) => {
    const { projection } = input.drivers[Math.floor(index / races)]!;
    return Math.round(20 * (projection + 60 * (draw() + draw() - 1)));
  });
  return { input, points, races };
}
