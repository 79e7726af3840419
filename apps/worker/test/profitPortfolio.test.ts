import { type PortfolioFigures, PortfolioInput } from '@pitwall/contract';
import { checkPortfolio } from '@pitwall/lineups';
import { describe, expect, it } from 'vitest';

import { gapOf } from '../src/kinds/portfolio/racePortfolio.ts';
import type { RunOutcome } from '../src/kinds/runContext.ts';
import { DAY, lasting, resultOf, start } from './startPortfolio.ts';

function profitOf(figures: PortfolioFigures | undefined): number {
  return figures?.contest?.expectedProfit ?? Number.NaN;
}

describe('how far the best is at most', () => {
  it.each([
    [0.9, 1, { gap: expect.closeTo(0.1) }],
    [-14.5, -14, { gap: expect.closeTo(0.5 / 14) }],
    [-1, 0, {}],
    [0, 0, { gap: 0 }],
  ])('of %d with a bound of %d is %o', (had, bound, gap) => {
    expect(gapOf(had, bound)).toEqual(gap);
  });
});

describe('a portfolio for profit', () => {
  const contest = {
    entryFee: 5,
    fieldSize: 400,
    payouts: [
      { from: 1, to: 1, prize: 500 },
      { from: 2, to: 10, prize: 50 },
      { from: 11, to: 80, prize: 10 },
    ],
  };
  const drivers = DAY.drivers.map((driver) =>
    driver.id === '12' ? { ...driver, minExposure: 0.3 } : driver,
  );
  const input = { ...DAY, objective: 'roi', contest, drivers };

  it('keeps its limits, earns more than lineups by projection, and less than its bound', async () => {
    const result = resultOf(await start({ input }));
    expect(result.counts).toEqual({ asked: 10, found: 10 });
    expect(checkPortfolio(PortfolioInput.parse(input), result)).toEqual([]);
    const { fresh, selected, byProjection, bound } = result.evaluation!;
    expect(profitOf(fresh)).toBeGreaterThan(profitOf(byProjection));
    expect(result.evaluation).toMatchObject({ objective: 'roi' });
    expect(bound).toBeGreaterThanOrEqual(selected!.contest!.expectedProfit);
  });

  it('is the same on any number of threads, and when it goes on after an interruption', async () => {
    const first = await start({ input, asked: 'release', at: 'selecting', threads: 2 });
    const { checkpoint } = first.outcome as Extract<RunOutcome, { type: 'released' }>;
    expect(checkpoint).toBeDefined();
    expect(lasting(await start({ input, checkpoint }))).toEqual(lasting(await start({ input })));
  });

  it('exchanges also where the rules are against a minimum, and says how far it is met', async () => {
    const wishes = DAY.drivers.map((driver, index) =>
      index < 2 ? { ...driver, minExposure: 0.6 } : driver,
    );
    const groups = [{ name: 'one of both', drivers: ['0', '1'], max: 1 }];
    const against = { ...input, drivers: wishes, groups };
    const result = resultOf(await start({ input: against }));
    const top = resultOf(await start({ input: { ...against, objective: 'tail' } }));
    expect(result.counts.found).toBe(10);
    expect(profitOf(result.evaluation?.selected)).toBeGreaterThan(
      profitOf(top.evaluation?.selected),
    );
    const [, id, uses] = /: Driver (\d) is in (\d)/.exec(result.reason?.message ?? '') ?? [];
    expect(result.exposures.find((exposure) => exposure.id === id)?.lineups).toBe(Number(uses));
  });

  it('has as many lineups as one for the top where minimums are hard to meet', async () => {
    const weak = new Set(['20', '21', '22', '23']);
    const hard = {
      ...input,
      minUnique: 3,
      drivers: DAY.drivers.map((driver) =>
        weak.has(driver.id) ? { ...driver, minExposure: 0.5 } : driver,
      ),
    };
    expect(resultOf(await start({ input: { ...hard, objective: 'tail' } })).counts.found).toBe(10);
    const result = resultOf(await start({ input: hard }));
    expect(result.counts.found).toBe(10);
    expect(checkPortfolio(PortfolioInput.parse(hard), result)).toEqual([]);
    const first = await start({ input: hard, asked: 'release', at: 'selecting' });
    const { checkpoint } = first.outcome as Extract<RunOutcome, { type: 'released' }>;
    const { timings: _, solveMs: __, ...rest } = result;
    expect(lasting(await start({ input: hard, checkpoint }))).toEqual(rest);
  });

  it('says that its limits leave no more lineups', async () => {
    const result = resultOf(await start({ input: { ...input, minUnique: 5, maxExposure: 0.3 } }));
    expect(result.counts.found).toBeLessThan(10);
    expect(result).toMatchObject({
      termination: 'feasible',
      reason: { message: expect.stringContaining(String(result.counts.found)) },
    });
  });
});
