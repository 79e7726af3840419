import { isDeepStrictEqual } from 'node:util';

import { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';

const SLATES = 6;
const DRIVERS = 20;

/** Slates that take a while, each with the result that nobody disturbs. */
export function createSlates(draws) {
  return Array.from({ length: SLATES }, () => {
    const body = createInput(draws);
    return { body, undisturbed: asSent(buildPortfolio(PortfolioInput.parse(body))) };
  });
}

/** What a job says beside its portfolio: times, and where the result comes from. */
const BESIDE = new Set(['solveMs', 'timings', 'warnings', 'inputSha256', 'engine']);

export function isUndisturbed(result, undisturbed) {
  const found = Object.entries(result).filter(([name]) => !BESIDE.has(name));
  return isDeepStrictEqual(Object.fromEntries(found), undisturbed);
}

/** As it comes back over HTTP: without what is undefined. */
function asSent(result) {
  return JSON.parse(JSON.stringify(result));
}

function createInput(draws) {
  const drivers = Array.from({ length: DRIVERS }, (_, rank) => ({
    id: String(7_000_000 + 17 * rank),
    name: `Driver ${rank + 1}`,
    salary: 100 * Math.round(draws.between(50, 105)),
    projection: Math.round(100 * draws.between(15, 60)) / 100,
    team: `Team ${rank % 7}`,
    ...(rank % 5 === 0 ? { minExposure: 0.1 } : {}),
  }));
  return {
    site: 'draftkings',
    drivers,
    lineups: 300 + draws.below(300),
    maxExposure: 0.6,
    minUnique: 2,
    // Every lineup is a search of its own then, which makes the job long enough to be hit.
    randomness: 0.15,
    seed: draws.below(1_000_000),
  };
}
