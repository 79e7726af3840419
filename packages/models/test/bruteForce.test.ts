import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkSolution } from '../src/check/checkSolution.ts';
import { parseModelJson, type SparseModel } from '../src/index.ts';
import { Engine, explainInfeasible, solveModel } from '../src/solve.ts';

const engine = new Engine();
const NAMES = ['a', 'b', 'c'];
const HIGHEST = 4;

const weight = fc.integer({ min: -5, max: 5 });

/** Of whole numbers from 0 to 4, so that all there is can be tried. */
const smallModel = fc
  .record({
    sense: fc.constantFrom('minimize', 'maximize'),
    offset: weight,
    objective: fc.tuple(weight, weight, weight),
    rows: fc.array(
      fc.record({
        terms: fc.tuple(weight, weight, weight),
        side: fc.integer({ min: -12, max: 12 }),
        kind: fc.constantFrom('lower', 'upper', 'equals'),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ sense, offset, objective, rows }) =>
    parseModelJson({
      sense,
      offset,
      variables: NAMES.map((name, index) => ({
        name,
        objective: objective[index],
        integer: true,
        upper: HIGHEST,
      })),
      constraints: rows.map(({ terms, side, kind }, index) => ({
        name: `r${index}`,
        [kind]: side,
        terms: Object.fromEntries(NAMES.map((name, column) => [name, terms[column]])),
      })),
    }),
  );

/** By trying everything. */
function bestOf(model: SparseModel): number | undefined {
  const worths: number[] = [];
  const places = (HIGHEST + 1) ** NAMES.length;
  for (let place = 0; place < places; place += 1) {
    const values = NAMES.map(
      (_, index) => Math.floor(place / (HIGHEST + 1) ** index) % (HIGHEST + 1),
    );
    const { isFeasible, objective } = checkSolution(model, Float64Array.from(values));
    if (isFeasible) worths.push(objective);
  }
  if (worths.length === 0) return undefined;
  return model.sense === 'minimize' ? Math.min(...worths) : Math.max(...worths);
}

const control = {
  shouldStop: () => false,
  onLog: () => {},
  onState: () => {},
  onIncumbent: () => {},
  gap: 0,
};

describe('a small model', () => {
  it('is solved to what is found by trying everything, or found infeasible', async () => {
    await fc.assert(
      fc.asyncProperty(smallModel, async (model) => {
        const solved = await solveModel(engine, model, control);
        const found = solved.type === 'solution' ? solved.solution.check.objective : undefined;
        expect(found).toBe(bestOf(model));
        expect(solved).toMatchObject(
          found === undefined ? { type: 'infeasible' } : { termination: 'optimal' },
        );
      }),
      { numRuns: 100 },
    );
  });

  it('without a solution has none either when only what clashes is left of it', async () => {
    await fc.assert(
      fc.asyncProperty(smallModel, async (model) => {
        fc.pre(bestOf(model) === undefined);
        const endsAtMs = performance.now() + 10_000;
        const conflict = await explainInfeasible(engine, model, {
          endsAtMs,
          shouldStop: () => false,
        });
        const names = new Set(
          conflict?.sides.map(({ of, index, side }) => `${of} ${index} ${side}`),
        );
        const kept = (side: 'lower' | 'upper', none: number) =>
          model.rows[side].map((bound, row) => (names.has(`row ${row} ${side}`) ? bound : none));
        const rows = {
          ...model.rows,
          lower: kept('lower', -Infinity),
          upper: kept('upper', Infinity),
        };
        expect(bestOf({ ...model, rows })).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });
});
