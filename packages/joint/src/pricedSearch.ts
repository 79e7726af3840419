import type { FoundPortfolio, PortfolioInput } from '@pitwall/contract';
import { buildPortfolio, positionsOf, toPoints } from '@pitwall/lineups';

import type { BestSoFar } from './bestSoFar.ts';
import { type JointProblem, NO_ROW } from './jointProblem.ts';

/** In points, by input position: what one use of each driver costs. */
type Prices = readonly number[];

type Work = { problem: JointProblem; best: BestSoFar; shouldStop: () => boolean };

const MOST_ROUNDS = 60;
/** So many rounds without a better estimate, and the steps become half as long. */
const PATIENCE = 5;
const SHORTEST_STEP = 0.01;

/**
 * Sequential portfolios again and again, by projections less what a use of each driver costs; the costs rise
 * for drivers that are in too many lineups where nobody limits it, and fall for those in too few (subgradient
 * steps after Held, Wolfe and Crowder, 1974). Finds good portfolios of lineups that must differ by more than
 * one driver, of which the relaxation knows nothing. Gives the last prices and what it found on its way.
 */
export function searchByPrices(start: Prices, work: Work): { prices: Prices; found: Uint8Array[] } {
  const { problem, best, shouldStop } = work;
  const found: Uint8Array[] = [];
  let [prices, step, least, waited] = [start, 1, Infinity, 0];
  for (let round = 0; round < MOST_ROUNDS && step > SHORTEST_STEP; round++) {
    const priced = withPrices(problem.input, prices);
    const limited = buildPortfolio(priced, { shouldStop });
    const free = buildPortfolio(withoutLimits(priced, problem), { shouldStop });
    if (shouldStop()) break;
    const lineups = positionsOf(limited.lineups, problem.input);
    best.offer(lineups);
    found.push(...lineups);
    const estimate = estimateOf(free, prices, problem);
    waited = estimate < least ? 0 : waited + 1;
    least = Math.min(least, estimate);
    if (waited >= PATIENCE) [step, waited] = [step / 2, 0];
    const excess = excessOf(free, prices, problem);
    const norm = excess.reduce((sum, uses) => sum + uses * uses, 0);
    if (norm === 0) break;
    const length = (step * Math.max(estimate - toPoints(best.steps), 1e-3)) / norm;
    prices = prices.map((price, position) => stepped(price, length * excess[position]!));
  }
  return { prices, found };
}

function withPrices(input: PortfolioInput, prices: Prices): PortfolioInput {
  const drivers = input.drivers.map((driver, position) => ({
    ...driver,
    projection: driver.projection - prices[position]!,
  }));
  return { ...input, drivers };
}

function withoutLimits(input: PortfolioInput, { limited }: JointProblem): PortfolioInput {
  const isLimited = new Set(limited);
  const drivers = input.drivers.map((driver, position) =>
    isLimited.has(position) ? { ...driver, minExposure: 0, maxExposure: 1 } : driver,
  );
  return { ...input, drivers };
}

/** What the limits cost with these prices: near the highest total, if the lineups found are the best. */
function estimateOf({ lineups }: FoundPortfolio, prices: Prices, { limits }: JointProblem): number {
  const worth = lineups.reduce((sum, { projection }) => sum + projection, 0);
  return prices.reduce(
    (sum, price, position) =>
      sum + price * (price >= 0 ? limits.maxUses : limits.minUses)[position]!,
    worth,
  );
}

/** By how many uses each driver is above what he may (or, where a use earns, must) have. */
function excessOf(free: FoundPortfolio, prices: Prices, { input, limits, rowOf }: JointProblem) {
  const usesOf = new Map(free.exposures.map(({ id, lineups }) => [id, lineups]));
  return input.drivers.map(({ id }, position) => {
    if (rowOf[position] === NO_ROW) return 0;
    const uses = usesOf.get(id) ?? 0;
    const [min, max] = [limits.minUses[position]!, limits.maxUses[position]!];
    const price = prices[position]!;
    if (price !== 0) return uses - (price > 0 ? max : min);
    return uses - Math.min(Math.max(uses, min), max);
  });
}

/** Never past 0, where another limit begins to count. */
function stepped(price: number, by: number): number {
  const next = price + by;
  return price * next < 0 ? 0 : next;
}
