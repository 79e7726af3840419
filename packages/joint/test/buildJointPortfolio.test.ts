import { exposureLimitsOf, type FoundPortfolio, type PortfolioInput } from '@pitwall/contract';
import { buildJointPortfolio } from '@pitwall/joint';
import { buildPortfolio } from '@pitwall/lineups';
import { Engine } from '@pitwall/models/solve';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { allLineups } from '../../lineups/test/reference/allLineups.ts';
import { fieldOf } from '../../lineups/test/reference/slates.ts';
import { broadSlate } from '../../lineups/test/reference/smallSlates.ts';
import { bestPortfolio } from './reference/bestPortfolio.ts';
import { tinySlate } from './reference/tinySlates.ts';

const engine = new Engine();

const TOLERANCE = 1e-5;

function stepsOf({ lineups }: FoundPortfolio): number {
  return Math.round(1e4 * lineups.reduce((sum, { projection }) => sum + projection, 0));
}

/** What is wrong with a portfolio of as many lineups as were asked for; nothing, it is to be hoped. */
function faultsOf({ lineups }: FoundPortfolio, input: PortfolioInput): string[] {
  const allowed = new Set(
    allLineups(input).map(({ positions }) =>
      positions.map((position) => input.drivers[position]!.id).join(),
    ),
  );
  const { minUses, maxUses } = exposureLimitsOf(input);
  const faults = lineups
    .filter(({ drivers }) => !allowed.has(drivers.join()))
    .map(({ drivers }) => `${drivers.join()} is against the rules`);
  for (const [position, { id }] of input.drivers.entries()) {
    const uses = lineups.filter(({ drivers }) => drivers.includes(id)).length;
    if (uses < minUses[position]! || uses > maxUses[position]!) faults.push(`${id} in ${uses}`);
  }
  for (const [index, { drivers }] of lineups.entries()) {
    for (const other of lineups.slice(0, index)) {
      const different = drivers.filter((id) => !other.drivers.includes(id)).length;
      if (different < input.minUnique) faults.push(`lineup ${index} is too much like another`);
    }
  }
  return faults;
}

/** The portfolio itself where it is as good as can be, and else what is wrong with it. */
function asGoodAs(bestSteps: number, joint: FoundPortfolio, input: PortfolioInput): unknown {
  const faults = faultsOf(joint, input);
  const { bound } = joint.total!;
  const isBest = stepsOf(joint) >= bestSteps - TOLERANCE * Math.abs(bestSteps);
  const isBounded = Math.round(1e4 * bound) >= bestSteps;
  const isWhole = joint.counts.found === input.lineups;
  return isBest && isBounded && isWhole && faults.length === 0
    ? joint
    : { bestSteps, isBest, isBounded, isWhole, faults };
}

test('of all portfolios there are it is the best, or as the sequential one where there is none', async () => {
  const seen = { better: 0, whereSequentialIsShort: 0, none: 0 };
  await fc.assert(
    fc.asyncProperty(tinySlate, async (input) => {
      const best = bestPortfolio(input);
      fc.pre(best !== 'too many');
      const sequential = buildPortfolio(input);
      const joint = await buildJointPortfolio(engine, input);
      if (best === undefined) seen.none++;
      else if (sequential.counts.found < input.lineups) seen.whereSequentialIsShort++;
      else if (stepsOf(joint) > stepsOf(sequential)) seen.better++;
      expect(joint).toEqual(best === undefined ? sequential : asGoodAs(best, joint, input));
    }),
    { numRuns: 1_000, seed: 2_026 },
  );
  // The seed is fixed so that all of these come up.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(2);
});

test('over many lineups it keeps all limits, and has no less than the sequential one', async () => {
  await fc.assert(
    fc.asyncProperty(broadSlate, async (given) => {
      const input = { ...given, lineups: Math.min(given.lineups, 20) };
      const sequential = buildPortfolio(input);
      fc.pre(sequential.counts.found === input.lineups);
      const joint = await buildJointPortfolio(engine, input, { shouldStop: after(5_000) });
      expect(faultsOf(joint, input)).toEqual([]);
      expect(stepsOf(joint)).toBeGreaterThanOrEqual(stepsOf(sequential));
      const { projection, bound, gap } = joint.total!;
      expect(Math.round(1e4 * projection)).toBe(stepsOf(joint));
      expect(bound).toBeGreaterThanOrEqual(projection);
      expect(gap).toBeCloseTo((bound - projection) / Math.max(1, Math.abs(bound)), 6);
    }),
    { numRuns: 12 },
  );
}, 60_000);

/** True from so many questions on. */
function after(asks: number): () => boolean {
  let asked = 0;
  return () => ++asked > asks;
}

test('on a race of forty it finds about a percent more than one lineup after the other', async () => {
  const input = fieldOf({ lineups: 150, maxExposure: 0.4 });
  const joint = await buildJointPortfolio(engine, input);
  expect(joint.total!.gap).toBeLessThan(1e-4);
  const gain = stepsOf(joint) / stepsOf(buildPortfolio(input)) - 1;
  expect(gain).toBeGreaterThan(0.002);
  expect(gain).toBeLessThan(0.02);
});

test('where no exposure limits anything, the best lineups are proven best without a solver', async () => {
  const input = fieldOf({ lineups: 150 });
  const none = { withModel: () => Promise.reject(new Error('There is none')) };
  const joint = await buildJointPortfolio(none, input);
  expect(joint.lineups).toEqual(buildPortfolio(input).lineups);
  expect(joint).toMatchObject({ termination: 'optimal', total: { gap: 0 } });
});

test('minimums that one lineup after the other cannot meet are met together', async () => {
  const [first, ...others] = fieldOf({ drivers: 3, lineups: 2 }).drivers;
  const input = fieldOf({ drivers: 3, lineups: 2, rules: { rosterSize: 1 } });
  const drivers = [first!, ...others.map((driver) => ({ ...driver, minExposure: 0.5 }))];
  expect(buildPortfolio({ ...input, drivers }).counts.found).toBe(1);
  const { lineups } = await buildJointPortfolio(engine, { ...input, drivers });
  expect(lineups.map((lineup) => lineup.drivers)).toEqual([['d1'], ['d2']]);
});

test('the same input gives the same portfolio', async () => {
  const input = fieldOf({ lineups: 60, maxExposure: 0.35 });
  const joint = await buildJointPortfolio(engine, input);
  expect(await buildJointPortfolio(new Engine(), input)).toEqual(joint);
});

test.for([1, 3, 10, 30, 100, 300])(
  'stopped at question %i it keeps the best so far, within the limits',
  async (asks) => {
    const input = fieldOf({ drivers: 20, lineups: 100, maxExposure: 0.45, minUnique: 2 });
    let told = 0;
    const joint = await buildJointPortfolio(engine, input, {
      shouldStop: after(asks),
      onProgress: ({ found }) => (told = found),
    });
    expect(joint.termination).toBe('user_stop');
    expect(joint.counts.found).toBe(told);
    const whole = { ...input, lineups: joint.counts.found };
    const isComplete = joint.counts.found === input.lineups;
    expect(isComplete ? faultsOf(joint, whole) : []).toEqual([]);
  },
);

test('progress tells better and better portfolios and bounds', async () => {
  const totals: FoundPortfolio['total'][] = [];
  const joint = await buildJointPortfolio(engine, fieldOf({ lineups: 150, maxExposure: 0.4 }), {
    onProgress: ({ total }) => totals.push(total),
  });
  const told = totals.filter((total) => total !== undefined);
  expect(told.length).toBeGreaterThan(2);
  expect(told.at(-1)).toEqual(joint.total);
  const byProjection = told.toSorted((a, b) => a.projection - b.projection || b.bound - a.bound);
  expect(told).toEqual(byProjection);
});
