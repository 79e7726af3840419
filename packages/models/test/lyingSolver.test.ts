import { describe, expect, it } from 'vitest';

import type { SparseModel } from '../src/index.ts';
import { type Engine, solveModel } from '../src/solve.ts';
import type { EngineAnswer } from '../src/solve/solveControl.ts';
import { LP, MIP } from './support/models.ts';

/** What is made of this answer of a solver. */
function solve(model: SparseModel, answer: Partial<EngineAnswer>, gap = 0) {
  const whole: EngineAnswer = { status: 'optimal', iterations: 1, ...answer };
  const engine: Pick<Engine, 'withModel'> = { withModel: () => Promise.resolve(whole as never) };
  const told = { onLog: () => {}, onState: () => {}, onIncumbent: () => {} };
  return solveModel(engine, model, { ...told, shouldStop: () => false, gap });
}

const BEST = { values: Float64Array.of(2, 1.5), objective: 35 };
const NO_DUALS = { columnDuals: new Float64Array(2) };

describe('a solver that says what is not so', () => {
  it.each([
    ['that a row holds', LP, { values: Float64Array.of(2, 1), objective: 30 }],
    ['that a bound holds', LP, { values: Float64Array.of(2, 7), objective: 90 }],
    ['that numbers are whole', MIP, { values: Float64Array.of(0, 0.5, 1), objective: 170 }],
    ['a number that is none', LP, { values: Float64Array.of(Number.NaN, 2), objective: 30 }],
    ['another objective', LP, { ...BEST, objective: 34 }],
    ['an objective that is no number', LP, { ...BEST, objective: Number.NaN }],
  ])('%s is not believed', async (_what, model, answer) => {
    expect(await solve(model, answer)).toMatchObject({ type: 'failed', because: 'wrong_answer' });
  });

  it('is corrected where whole numbers are a little off', async () => {
    const values = Float64Array.of(1e-8, 1 - 1e-8, 1);
    expect(await solve(MIP, { values, objective: 220, bound: 220 })).toMatchObject({
      termination: 'optimal',
      solution: { values: Float64Array.of(0, 1, 1), check: { objective: 220 } },
    });
  });

  it.each([
    ['duals that prove less', LP, { ...BEST, rowDuals: Float64Array.of(3, 1.5), ...NO_DUALS }],
    ['duals that prove nothing', LP, { ...BEST, rowDuals: Float64Array.of(-4, 0), ...NO_DUALS }],
    ['a bound further off', MIP, { values: Float64Array.of(0, 1, 1), objective: 220, bound: 230 }],
    ['no bound', MIP, { values: Float64Array.of(0, 1, 1), objective: 220 }],
  ])('with %s has a solution, and no best one', async (_what, model, answer) => {
    const reason = expect.any(String);
    expect(await solve(model, answer)).toMatchObject({ termination: 'feasible', reason });
  });

  it('has a best one, if the gap asked for is as wide', async () => {
    const answer = { values: Float64Array.of(0, 1, 1), objective: 220, bound: 230 };
    expect(await solve(MIP, answer, 0.05)).toMatchObject({ termination: 'optimal' });
  });

  it('without any answer has failed', async () => {
    expect(await solve(LP, {})).toMatchObject({ type: 'failed', because: 'no_answer' });
    expect(await solve(LP, { status: 'unknown' })).toMatchObject({ because: 'no_answer' });
  });
});
