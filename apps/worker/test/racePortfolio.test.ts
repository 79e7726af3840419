import { PortfolioInput } from '@pitwall/contract';
import { checkPortfolio } from '@pitwall/lineups';
import { describe, expect, it } from 'vitest';

import type { RunOutcome } from '../src/kinds/runContext.ts';
import { DAY, lasting, resultOf, start } from './startPortfolio.ts';

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

  it.each([
    ['of another version', { version: '0.0.0-other', candidates: 'AAAA' }],
    ['of lineups by projection', [['0', '1', '2', '3', '4', '5']]],
  ])('counts anew with a checkpoint %s', async (_, checkpoint) => {
    expect(lasting(await start({ checkpoint }))).toEqual(lasting(await start()));
  });

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

  it('says which minimum exposure could not be met, also when it is stopped', async () => {
    const drivers = DAY.drivers.map((driver) =>
      ['0', '1'].includes(driver.id) ? { ...driver, minExposure: 0.5 } : driver,
    );
    // Together with each of the others they are a pair too many.
    const groups = DAY.drivers.slice(2).map(({ id }) => ({
      name: `with ${id}`,
      drivers: ['0', '1', id],
      max: 1,
    }));
    const input = { ...DAY, drivers, groups };
    const result = resultOf(await start({ input }));
    expect(result).toMatchObject({ counts: { found: 10 }, reason: { rule: 'exposure' } });
    expect(result.reason?.message).toContain('Driver 0 is in 0 of at least 5');
    const stopped = resultOf(await start({ input, at: 'counting' }));
    expect(stopped).toMatchObject({ termination: 'user_stop', counts: { found: 10 } });
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
