import { describe, expect, it } from 'vitest';

import { isContradiction } from '../src/explain/raySides.ts';
import { parseModelJson } from '../src/index.ts';
import { type Conflict, Engine, explainInfeasible } from '../src/solve.ts';

const engine = new Engine();

async function explain(json: object, shouldStop = () => false) {
  const model = parseModelJson({ sense: 'minimize', ...json });
  const conflict = await explainInfeasible(engine, model, {
    endsAtMs: performance.now() + 10_000,
    shouldStop,
  });
  if (!conflict) return undefined;
  return { ...conflict, sides: named(conflict, model) };
}

function named({ sides }: Conflict, { rows, columns }: ReturnType<typeof parseModelJson>) {
  const nameOf = { row: rows.names, column: columns.names };
  return sides.map(({ of, index, side }) => `${nameOf[of][index]} ${side}`).toSorted();
}

/** Things that have nothing to do with it. */
const OTHERS = {
  variables: Array.from({ length: 30 }, (_, index) => ({ name: `o${index}`, upper: 9 })),
  constraints: Array.from({ length: 29 }, (_, index) => ({
    name: `other${index}`,
    upper: 10,
    terms: { [`o${index}`]: 1, [`o${index + 1}`]: 1 },
  })),
};

describe('what clashes', () => {
  it('in an LP is found among what does not', async () => {
    const model = {
      variables: [{ name: 'x' }, { name: 'y', upper: 4 }, ...OTHERS.variables],
      constraints: [
        ...OTHERS.constraints,
        { name: 'enough', lower: 10, terms: { x: 1, y: 1 } },
        { name: 'budget', upper: 5, terms: { x: 1 } },
      ],
    };
    expect(await explain(model)).toEqual({
      sides: ['budget upper', 'enough lower', 'y upper'],
      isIrreducible: true,
      needsIntegrality: false,
      isProven: true,
    });
  });

  it('only because of whole numbers is found too', async () => {
    const model = {
      variables: [
        { name: 'x', integer: true, upper: 10 },
        { name: 'y', integer: true, upper: 10 },
        ...OTHERS.variables.map((variable) => ({ ...variable, integer: true })),
      ],
      constraints: [...OTHERS.constraints, { name: 'odd', equals: 7, terms: { x: 2, y: 4 } }],
    };
    const conflict = await explain(model);
    expect(conflict).toMatchObject({ needsIntegrality: true, isProven: false });
    expect(conflict?.sides).toEqual(expect.arrayContaining(['odd lower', 'odd upper']));
    expect(
      conflict?.sides.filter((side) => side.startsWith('o') && !side.startsWith('odd')),
    ).toEqual([]);
  });

  it('in an equality is both its sides where both are needed', async () => {
    const model = {
      variables: [{ name: 'x', lower: null }],
      constraints: [
        { name: 'a', equals: 1, terms: { x: 1 } },
        { name: 'b', lower: 2, terms: { x: 1 } },
      ],
    };
    expect((await explain(model))?.sides).toEqual(['a upper', 'b lower']);
  });

  it('are the bounds of one variable, if those cross', async () => {
    const model = { variables: [{ name: 'x', lower: 2, upper: 1 }], constraints: [] };
    expect(await explain(model)).toMatchObject({
      sides: ['x lower', 'x upper'],
      isIrreducible: true,
    });
  });

  it('says so when it could not be narrowed down in time', async () => {
    const variables = [{ name: 'x', upper: 1 }];
    const constraints = [{ name: 'r', lower: 2, terms: { x: 1 } }];
    const conflict = await explain({ variables, constraints }, () => true);
    expect(conflict).toMatchObject({ isIrreducible: false, needsIntegrality: false });
    expect(conflict?.sides).toEqual(['r lower', 'x lower', 'x upper']);
  });

  it('is nothing in an LP that has a solution', async () => {
    const model = { variables: [{ name: 'x' }], constraints: [] };
    expect(await explain(model)).toBeUndefined();
  });
});

describe('weights of rows', () => {
  const model = parseModelJson({
    sense: 'minimize',
    variables: [{ name: 'x', upper: 4 }, { name: 'y' }],
    constraints: [
      { name: 'enough', lower: 10, terms: { x: 1, y: 1 } },
      { name: 'budget', upper: 5, terms: { y: 1 } },
    ],
  });

  it.each([
    [[1, -1], true],
    [[2, -2], true],
    // The bounds of columns allow more than these ask for.
    [[1, -0.5], false],
    [[1, 0], false],
    // These sides are not there.
    [[-1, 1], false],
    [[0, 0], false],
    [[Number.NaN, 1], false],
  ])('%j prove that nothing is a solution: %s', (weights, isProof) => {
    expect(isContradiction(model, Float64Array.from(weights))).toBe(isProof);
  });
});
