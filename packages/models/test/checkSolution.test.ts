import { describe, expect, it } from 'vitest';

import { checkSolution } from '../src/check/checkSolution.ts';
import { dualProof } from '../src/check/dualProof.ts';
import { parseModelJson } from '../src/index.ts';
import { LP, MIP } from './support/models.ts';

describe('the check of a solution', () => {
  it('adds up what it is worth', () => {
    const check = checkSolution(LP, Float64Array.of(2, 1.5));
    expect(check).toMatchObject({
      objective: 35,
      rowViolation: 0,
      boundViolation: 0,
      isFeasible: true,
    });
    expect([...check.activities]).toEqual([5, 9]);
  });

  it.each([
    [[2, 1], { rowViolation: 0.2 }],
    [[-1, 7], { boundViolation: 1 }],
    [[Number.NaN, 2], { boundViolation: Infinity, rowViolation: Infinity }],
    [[Infinity, 2], { boundViolation: Infinity, rowViolation: Infinity }],
  ])('finds that %j is none', (values, wrong) => {
    expect(checkSolution(LP, Float64Array.from(values))).toMatchObject({
      ...wrong,
      isFeasible: false,
    });
  });

  it('finds what should be integer', () => {
    const check = checkSolution(MIP, Float64Array.of(0, 0.5, 1));
    expect(check).toMatchObject({ integralityViolation: 0.5, isFeasible: false });
  });

  it('allows what is off by no more than rounding, in numbers of that size', () => {
    const large = parseModelJson({
      sense: 'minimize',
      variables: [{ name: 'x' }],
      constraints: [{ name: 'r', lower: 1e9, terms: { x: 1 } }],
    });
    expect(checkSolution(large, Float64Array.of(1e9 - 1)).isFeasible).toBe(true);
    expect(checkSolution(large, Float64Array.of(1e9 - 1e4)).isFeasible).toBe(false);
  });

  it('allows zero of a semi-continuous column, and nothing between that and its lower bound', () => {
    const semi = parseModelJson({
      sense: 'minimize',
      variables: [{ name: 'x', semiContinuous: true, lower: 2, upper: 5 }],
      constraints: [],
    });
    const isFeasible = (x: number) => checkSolution(semi, Float64Array.of(x)).isFeasible;
    expect([0, 1, 2, 5, 6].map(isFeasible)).toEqual([true, false, true, true, false]);
  });

  it('loses no small terms beside large ones', () => {
    const sum = parseModelJson({
      sense: 'minimize',
      variables: [1e16, 1, -1e16].map((objective, index) => ({ name: `x${index}`, objective })),
      constraints: [],
    });
    expect(checkSolution(sum, Float64Array.of(1, 1, 1)).objective).toBe(1);
  });
});

describe('the proof by dual values', () => {
  const values = Float64Array.of(2, 1.5);
  const activities = Float64Array.of(5, 9);

  it('gives the bound that they prove', () => {
    const rowDuals = Float64Array.of(3.5, 1.5);
    expect(dualProof(LP, values, { rowDuals, activities })).toEqual({
      bound: 35,
      dualViolation: 0,
    });
  });

  it('gives a worse bound for worse ones, but still one', () => {
    const rowDuals = Float64Array.of(3, 1.5);
    expect(dualProof(LP, values, { rowDuals, activities })).toEqual({
      bound: 32.5,
      dualViolation: 0,
    });
  });

  it('says by how much they are none', () => {
    const { dualViolation } = dualProof(LP, values, {
      rowDuals: Float64Array.of(-4, 0),
      activities,
    });
    expect(dualViolation).toBe(4);
  });
});
