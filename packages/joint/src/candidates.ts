import type { LineupRanking } from '@pitwall/lineups';

import type { BestSoFar } from './bestSoFar.ts';
import type { JointProblem } from './jointProblem.ts';
import { lineupAt, LineupPool } from './lineupPool.ts';
import { multipliersOf, pricesOf, scoresWith } from './multipliers.ts';
import { searchByPrices } from './pricedSearch.ts';
import type { Relaxed } from './relaxation.ts';
import { subsetCount } from './rivalSets.ts';

type Work = {
  problem: JointProblem;
  ranking: LineupRanking;
  best: BestSoFar;
  shouldStop: () => boolean;
};

/** Lineups to choose from besides those asked for. */
const SPARE_LINEUPS = 1_000;
/** Where lineups must differ by more than a driver: every subset that two of them share is a row. */
const MOST_SUBSETS = 7_200;
/** With fewer candidates for each lineup asked for there is too little to choose from. */
const LEAST_CHOICE = 6;

/**
 * The lineups that a better portfolio is most likely to be made of: those found so far, those that the
 * relaxation takes, and those that are worth most at its prices. None when stopped, or where they would be
 * too few.
 */
export function candidatesOf(relaxed: Relaxed, work: Work): readonly Uint8Array[] {
  const { minUnique } = work.problem.input;
  return minUnique === 1 ? ofRelaxation(relaxed, work) : ofPricedSearch(relaxed, work);
}

function ofRelaxation({ multipliers, taken }: Relaxed, work: Work): readonly Uint8Array[] {
  const { problem, best } = work;
  const pool = new LineupPool();
  for (const lineup of best.lineups) pool.add(lineup);
  for (const lineup of taken) pool.add(lineup);
  return addTop(pool, multipliers, { ...work, size: problem.asked + SPARE_LINEUPS });
}

function ofPricedSearch({ multipliers }: Relaxed, work: Work): readonly Uint8Array[] {
  const { problem, best } = work;
  const { prices, found } = searchByPrices(pricesOf(multipliers), work);
  const { rosterSize } = problem.input.rules;
  const size = MOST_SUBSETS / subsetCount(rosterSize - problem.input.minUnique + 1, rosterSize);
  if (size < LEAST_CHOICE * problem.asked || work.shouldStop()) return [];
  const pool = new LineupPool();
  for (const lineup of best.lineups) pool.add(lineup);
  // The later ones are the better ones.
  for (const lineup of found.toReversed()) if (pool.lineups.length < size / 2) pool.add(lineup);
  return addTop(pool, multipliersOf(prices, problem), { ...work, size });
}

function addTop(
  pool: LineupPool,
  multipliers: Float64Array,
  { problem, ranking, size }: Work & { size: number },
): readonly Uint8Array[] {
  const top = ranking.top(scoresWith(multipliers, problem), Math.ceil(size));
  if (!top) return [];
  for (let index = 0; index < top.count && pool.lineups.length < size; index++) {
    pool.add(lineupAt(top, index));
  }
  return pool.lineups;
}
