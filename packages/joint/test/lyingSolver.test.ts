import { buildJointPortfolio } from '@pitwall/joint';
import { buildPortfolio } from '@pitwall/lineups';
import { Engine, EngineBroken } from '@pitwall/models/solve';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { bestPortfolio } from './reference/bestPortfolio.ts';
import { tinySlate } from './reference/tinySlates.ts';

type WithModel = Engine['withModel'];

/** The solver, but with these numbers for the duals. */
function withDuals(engine: Engine, dualAt: (row: number) => number): Pick<Engine, 'withModel'> {
  const withModel: WithModel = (model, work) =>
    engine.withModel(model, (native, highs) => {
      const getSolution = native.getSolution.bind(native);
      native.getSolution = () => {
        const solution = getSolution();
        return { ...solution, rowDual: solution.rowDual.map((_, row) => dualAt(row)) };
      };
      return work(native, highs);
    });
  return { withModel };
}

test('no duals can make the bound too low', async () => {
  const engine = new Engine();
  const dual = fc.oneof(
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e300),
  );
  await fc.assert(
    fc.asyncProperty(
      tinySlate,
      fc.array(dual, { minLength: 8, maxLength: 8 }),
      async (input, duals) => {
        const best = bestPortfolio(input);
        fc.pre(typeof best === 'number');
        const liar = withDuals(engine, (row) => duals[row % duals.length]!);
        const joint = await buildJointPortfolio(liar, input);
        const bound = joint.total?.bound ?? Infinity;
        expect(Math.round(1e4 * bound)).toBeGreaterThanOrEqual(best);
      },
    ),
    { numRuns: 150 },
  );
});

test('a solver that breaks off leaves the sequential portfolio', async () => {
  const broken = { withModel: () => Promise.reject(new EngineBroken('Aborted', 0)) };
  await fc.assert(
    fc.asyncProperty(tinySlate, async (input) => {
      const sequential = buildPortfolio(input);
      const joint = await buildJointPortfolio(broken, input);
      expect(joint.counts).toEqual(sequential.counts);
      expect(joint.reason).toEqual(sequential.reason);
    }),
    { numRuns: 100 },
  );
});
