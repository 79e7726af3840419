import type { PortfolioInput, Scenarios } from '@pitwall/contract';

import type { Plan } from '../stages.ts';

/** Shares by what the work takes for 40 drivers, 10,000 races and 150 lineups. */
export const RACE_PLAN = {
  first: { step: 'a first portfolio by few races', share: 0.08 },
  fit: { step: 'fitting the field to the projections', share: 0.08 },
  simulate: { step: 'simulating the races', share: 0.06 },
  count: { step: 'counting every lineup in every race', share: 0.3 },
  select: { step: 'selecting the lineups', share: 0.26 },
  bound: { step: 'bounding what any portfolio can have', share: 0.1 },
  evaluate: { step: 'evaluating them in fresh races', share: 0.12 },
} satisfies Plan<string>;

export type RaceStage = keyof typeof RACE_PLAN;

const FIRST_RACES = 1_000;
const MOST_FRESH_RACES = 20_000;

export function scenariosOf({ scenarios }: PortfolioInput): Scenarios {
  if (!scenarios) throw new Error('A portfolio by races has scenarios, or was refused');
  return scenarios;
}

/** Few enough for an answer within a second. */
export function firstScenariosOf(input: PortfolioInput): Scenarios {
  const scenarios = scenariosOf(input);
  return { ...scenarios, count: Math.min(FIRST_RACES, scenarios.count) };
}

/** Other races, and more of them: they only look at the lineups selected. */
export function freshScenariosOf(input: PortfolioInput): Pick<Scenarios, 'seed' | 'count'> {
  const { seed, count } = scenariosOf(input);
  return {
    seed: (seed ^ 0x5eed_f4e5) >>> 0,
    count: Math.max(count, Math.min(MOST_FRESH_RACES, 2 * count)),
  };
}

const TRIAL_RACES = 1_000;

/** To say of a first portfolio what it is worth. */
export function trialScenariosOf(input: PortfolioInput): Pick<Scenarios, 'seed' | 'count'> {
  return { ...freshScenariosOf(input), count: TRIAL_RACES };
}
