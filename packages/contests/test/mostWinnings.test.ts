import { PortfolioInput } from '@pitwall/contract';
import {
  countLineups,
  createCountTask,
  enumerateLineups,
  lineupsAt,
  loadKernels,
  prepareRaces,
} from '@pitwall/universe';
import { expect, it } from 'vitest';

import { mostWinnings, payoutLines, selectProfit } from '../src/index.ts';
import { OnlyDifferent } from './reference/onlyDifferent.ts';

const RACES = 60;
const OPPONENTS = 200;

const INPUT = PortfolioInput.parse({
  site: 'draftkings',
  rules: { rosterSize: 3, salaryCap: 24_000 },
  drivers: Array.from({ length: 9 }, (_, index) => ({
    id: `d${index}`,
    name: `Driver ${index}`,
    salary: 9_500 - 500 * index,
    projection: 50 - 4 * index,
  })),
  lineups: 1,
});

const CONTEST = {
  entryFee: 2,
  fieldSize: OPPONENTS + 1,
  payouts: [
    { from: 1, to: 1, prize: 100 },
    { from: 2, to: 3, prize: 30 },
    { from: 4, to: 10, prize: 9 },
    { from: 11, to: 20, prize: 5 },
    { from: 21, to: 50, prize: 3 },
  ],
};

it('no lineup of the slate wins more alone than is said, so a bound holds for those left out', async () => {
  const kernels = await loadKernels();
  const lines = payoutLines(CONTEST, OPPONENTS, 3);
  const universe = enumerateLineups(INPUT);
  const points = Int16Array.from({ length: 9 * RACES }, (_, index) => (index * index * 7) % 61);
  const prepared = prepareRaces(kernels, {
    input: INPUT,
    points,
    races: RACES,
    opponents: OPPONENTS,
    seed: 1,
    shares: lines.shares,
  })!;
  if (typeof universe === 'string') throw new Error(universe);
  const task = createCountTask({ universe, ...prepared });
  countLineups(kernels, task);
  const most = mostWinnings(task, lines)!;
  const select = (candidates: number[], otherwise: number) =>
    selectProfit(kernels, {
      ...prepared,
      contest: CONTEST,
      candidates: lineupsAt(universe, Uint32Array.from(candidates)),
      limits: new OnlyDifferent(1),
      otherwise,
    })!;
  const all = [...most.keys()];
  for (const lineup of all) {
    const { expectedProfit } = select([lineup], 0);
    expect(expectedProfit).toBeLessThanOrEqual(most[lineup]! - CONTEST.entryFee + 1e-9);
  }
  const best = select(all, 0).expectedProfit;
  const [first, ...others] = all.toSorted((a, b) => most[b]! - most[a]!);
  const { bound } = select([others.at(-1)!], most[first!]!);
  expect(bound).toBeGreaterThanOrEqual(best);
});

it('a stop leaves no winnings', () => {
  const task = { counts: [new Uint32Array(3)], scenarios: { count: 1 } };
  const lines = { shares: [0.1], weights: [1], certain: 0 };
  expect(mostWinnings(task as never, lines, () => true)).toBeUndefined();
});
