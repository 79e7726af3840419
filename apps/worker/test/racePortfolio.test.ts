import { type PortfolioFigures, PortfolioInput, PortfolioResult } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import { checkPortfolio } from '@pitwall/lineups';
import { describe, expect, it } from 'vitest';

import { gapOf } from '../src/kinds/portfolio/racePortfolio.ts';
import type { Request, RunContext, RunOutcome } from '../src/kinds/runContext.ts';
import { runKind } from '../src/kinds/runKind.ts';
import { aRaceDay } from './raceDay.ts';

const DAY = aRaceDay({
  drivers: 24,
  races: 300,
  objective: 'tail',
  maxExposure: 0.6,
  minUnique: 2,
});

function profitOf(figures: PortfolioFigures | undefined): number {
  return figures?.contest?.expectedProfit ?? Number.NaN;
}

type Start = {
  input?: object;
  threads?: number;
  checkpoint?: unknown;
  /** What to ask for, once a step with this in its name has begun. */
  asked?: Request;
  at?: string;
};

/** One start of a job, with what it told. */
async function start({ input = DAY, threads = 1, checkpoint, asked = 'stop', at }: Start = {}) {
  const told: Progress[] = [];
  const hear = (progress: Progress) => void told.push(progress);
  const context: RunContext = {
    threads,
    checkpoint,
    request: () =>
      at !== undefined && told.some(({ currentStep = '' }) => currentStep.includes(at))
        ? asked
        : 'go_on',
    report: (make) => hear(make()),
    tell: hear,
    signal: new AbortController().signal,
    log: () => {},
  };
  return { outcome: await runKind('portfolio', input, context), told };
}

function resultOf({ outcome }: { outcome: RunOutcome }): PortfolioResult {
  if (outcome.type !== 'finished') throw new Error('It was released');
  return PortfolioResult.parse(outcome.result);
}

/** All of a result but what differs from run to run. */
function lasting(started: { outcome: RunOutcome }) {
  const { timings: _, solveMs: __, ...rest } = resultOf(started);
  return rest;
}

describe('a portfolio by races', () => {
  it('keeps its limits, and reaches the top more often than lineups by projection', async () => {
    const { told, outcome } = await start();
    const result = resultOf({ outcome });
    expect(result.counts).toEqual({ asked: 10, found: 10 });
    expect(checkPortfolio(PortfolioInput.parse(DAY), result)).toEqual([]);
    const { fresh, selected, byProjection } = result.evaluation!;
    expect(fresh.reached).toBeGreaterThan(byProjection!.reached);
    expect(selected!.reached).toBeGreaterThan(0);
    expect(fresh.seed).not.toBe(selected!.seed);
    const percents = told.flatMap(({ progress }) => progress ?? []);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });

  it('is the same on any number of threads', async () => {
    expect(lasting(await start({ threads: 3 }))).toEqual(lasting(await start()));
  });

  it.each(['counting', 'selecting', 'fresh'])(
    'is the same when it goes on after %s',
    async (at) => {
      const first = await start({ asked: 'release', at });
      expect(first.outcome.type).toBe('released');
      const { checkpoint } = first.outcome as Extract<RunOutcome, { type: 'released' }>;
      const second = await start({ checkpoint });
      expect(lasting(second)).toEqual(lasting(await start()));
    },
  );

  it('hands in the first portfolio when it is stopped before there is a better one', async () => {
    const { outcome, told } = await start({ at: 'counting' });
    const { termination, counts, evaluation } = resultOf({ outcome });
    expect({ termination, counts, evaluation }).toEqual({
      termination: 'user_stop',
      counts: { asked: 10, found: 10 },
      evaluation: undefined,
    });
    expect(told.flatMap(({ incumbent }) => incumbent ?? [])).toHaveLength(1);
  });

  it('fails at a time limit with nothing in hand', async () => {
    await expect(start({ asked: 'time_limit', at: 'first' })).rejects.toMatchObject({
      code: 'time_limit_exceeded',
    });
  });

  it('says why there is no lineup at all', async () => {
    const rules = { minSalary: 50_000, salaryCap: 50_000 };
    const groups = [{ name: 'all', drivers: DAY.drivers.map(({ id }) => id), max: 0 }];
    const result = resultOf(await start({ input: { ...DAY, rules, groups } }));
    expect(result).toMatchObject({ termination: 'infeasible', reason: { rule: 'group' } });
  });

  it('has nobody who does not race, and says what races cannot be like', async () => {
    const [first, second, ...others] = DAY.drivers;
    const drivers = [{ ...first, out: true }, { ...second, projection: 150 }, ...others];
    const result = resultOf(await start({ input: { ...DAY, drivers } }));
    expect(result.exposures.map(({ id }) => id)).not.toContain('0');
    expect(result.warnings.join()).toContain('Driver 1');
  });

  it('takes in the lineups to begin with that still keep the rules', async () => {
    const before = resultOf(await start());
    const gone = before.exposures.at(0)?.id;
    const drivers = DAY.drivers.map((driver) =>
      driver.id === gone ? { ...driver, out: true } : driver,
    );
    const lineups = before.lineups.map((lineup) => lineup.drivers);
    const result = resultOf(await start({ input: { ...DAY, drivers, start: lineups } }));
    expect(result.counts.found).toBe(10);
    expect(result.exposures.map(({ id }) => id)).not.toContain(gone);
  });

  it('says what entries earn where there is a contest', async () => {
    const contest = { entryFee: 5, fieldSize: 400, payouts: [{ from: 1, to: 80, prize: 20 }] };
    const { evaluation, lineups } = resultOf(await start({ input: { ...DAY, contest } }));
    expect(evaluation).toMatchObject({
      opponents: 390,
      fresh: { contest: { entries: 10, fees: 50 } },
    });
    const profits = lineups.map(({ expectedProfit }) => expectedProfit!);
    expect(profits.reduce((sum, profit) => sum + profit, 0)).toBeCloseTo(
      evaluation!.fresh.contest!.expectedProfit,
      6,
    );
  });
});

it('has all lineups and says which minimum is not met where the rules are against it', async () => {
  const drivers = DAY.drivers.map((driver, index) =>
    index < 2 ? { ...driver, minExposure: 0.6 } : driver,
  );
  const groups = [{ name: 'one of both', drivers: ['0', '1'], max: 1 }];
  const { counts, reason } = resultOf(await start({ input: { ...DAY, drivers, groups } }));
  expect(counts.found).toBe(10);
  expect(reason).toMatchObject({
    rule: 'exposure',
    message: expect.stringMatching(/Minimum exposure not met: Driver \d is in/),
  });
});

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

describe('a portfolio by projection with scenarios', () => {
  it('says what its lineups do in races', async () => {
    const { told, outcome } = await start({ input: { ...DAY, objective: 'projection' } });
    const percents = told.flatMap(({ progress }) => progress ?? []);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    const result = resultOf({ outcome });
    expect(result.termination).toBe('optimal');
    expect(result.evaluation).toMatchObject({ fresh: { races: 600 }, opponents: 500 });
    expect(result.evaluation).not.toHaveProperty('byProjection');
  });

  it('keeps its lineups when it is stopped meanwhile', async () => {
    const input = { ...DAY, objective: 'projection' };
    const result = resultOf(await start({ input, at: 'fitting' }));
    expect(result).toMatchObject({ termination: 'optimal', counts: { found: 10 } });
    expect(result).not.toHaveProperty('evaluation');
  });
});
