import { ModelJson } from '@pitwall/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MODEL_LIMITS, ModelError, parseModelJson } from '../src/index.ts';
import { plain } from './support/models.ts';

const GOOD = {
  name: 'bag',
  sense: 'maximize',
  offset: 3,
  variables: [
    { name: 'a', objective: 2, integer: true, upper: 4 },
    { name: 'b', lower: null, upper: null },
    { name: 'c', semiContinuous: true, lower: 1, upper: 5 },
  ],
  constraints: [
    { name: 'r', lower: -1, upper: 8, terms: { a: 1, c: 2.5 } },
    { name: 's', equals: 2, terms: { b: 1, a: 0 } },
    { name: 't', upper: 1e30, terms: {} },
  ],
};

/** With these changes to its one variable. */
function variable(changes: object) {
  return { variables: [{ name: 'a', ...changes }] };
}

/** With these changes to its one constraint. */
function constraint(changes: object) {
  return { ...variable({}), constraints: [{ name: 'r', upper: 1, terms: {}, ...changes }] };
}

describe('a model in JSON', () => {
  it('is read into columns', () => {
    expect(plain(parseModelJson(GOOD))).toEqual({
      name: 'bag',
      sense: 'maximize',
      offset: 3,
      columns: {
        names: ['a', 'b', 'c'],
        cost: [2, 0, 0],
        lower: [0, -Infinity, 1],
        upper: [4, Infinity, 5],
        types: [1, 0, 2],
      },
      rows: {
        names: ['r', 's', 't'],
        lower: [-1, 2, -Infinity],
        upper: [8, 2, Infinity],
      },
      matrix: { starts: [0, 1, 2, 3], indices: [0, 1, 0], values: [1, 1, 2.5] },
    });
  });

  it('is what the described schema allows', () => {
    expect(ModelJson.parse(GOOD)).toEqual(GOOD);
  });

  it.each([
    [{ sense: 'best' }, '/sense', 'must be "minimize" or "maximize"'],
    [{ extra: 1 }, '', 'has a field "extra", which means nothing'],
    [{ offset: 'x' }, '/offset', 'must be a number'],
    [{ name: 5 }, '/name', 'must be a name'],
    [{ variables: {} }, '/variables', 'must be a list'],
    [{ variables: [5] }, '/variables/0', 'must be an object'],
    [{ variables: [{}] }, '/variables/0/name', 'must be a name'],
    [variable({ name: '' }), '/variables/0/name', 'must be a name'],
    [
      variable({ name: 'x'.repeat(256) }),
      '/variables/0/name',
      'must be at most 255 characters long',
    ],
    [variable({ lower: '0' }), '/variables/0/lower', 'must be a number'],
    [variable({ lower: 1e20 }), '/variables/0/lower', 'is too large'],
    [variable({ upper: -1e20 }), '/variables/0/upper', 'is too small'],
    [variable({ integer: 1 }), '/variables/0/integer', 'must be true or false'],
    [
      variable({ objective: 1e20 }),
      '/variables/0/objective',
      'the number 100000000000000000000 is larger than 10000000000000000000, the most in an objective',
    ],
    [
      variable({ semiContinuous: true }),
      '/variables/0/upper',
      'must be given for a semi-continuous variable, at most 100000',
    ],
    [
      variable({ semiContinuous: true, lower: -1, upper: 1 }),
      '/variables/0/lower',
      'must be at least 0 for a semi-continuous variable',
    ],
    [
      { variables: [{ name: 'a' }, { name: 'a' }] },
      '/variables/1/name',
      'the variable "a" is also number 0',
    ],
    [{ constraints: 5 }, '/constraints', 'must be a list'],
    [constraint({ upper: undefined }), '/constraints/0', 'needs `lower`, `upper` or `equals`'],
    [
      constraint({ equals: 1 }),
      '/constraints/0/equals',
      'stands alone, without `lower` and `upper`',
    ],
    [
      constraint({ terms: [] }),
      '/constraints/0/terms',
      'must be an object of variables and their coefficients',
    ],
    [constraint({ terms: { b: 1 } }), '/constraints/0/terms/b', 'there is no variable "b"'],
    [
      constraint({ terms: { 'x/~y': 1 } }),
      '/constraints/0/terms/x~1~0y',
      'there is no variable "x/~y"',
    ],
    [constraint({ terms: { a: null } }), '/constraints/0/terms/a', 'must be a number'],
    [
      constraint({ terms: { a: 1e15 } }),
      '/constraints/0/terms/a',
      'the coefficient 1000000000000000 is larger than 100000000000000, which is the most',
    ],
    [
      {
        constraints: [
          { name: 'r', upper: 1, terms: {} },
          { name: 'r', upper: 1, terms: {} },
        ],
      },
      '/constraints/1/name',
      'the constraint "r" is also number 0',
    ],
  ])('with %j is refused at %s: %s', (changes, pointer, detail) => {
    const json = { sense: 'minimize', variables: [], constraints: [], ...changes };
    const read = () => parseModelJson(json);
    expect(read).toThrow(expect.objectContaining({ detail, place: { pointer } }));
    expect(read).toThrow(ModelError);
  });

  it.each([
    [{ columns: 2 }, 'has 3 entries; 2 is the most'],
    [{ rows: 2 }, 'has 3 entries; 2 is the most'],
    [{ nonzeros: 2 }, 'these are more than 2 terms, which is the most'],
  ])('beyond the limit %j is refused', (limit, detail) => {
    expect(() => parseModelJson(GOOD, { ...MODEL_LIMITS, ...limit })).toThrow(detail);
  });

  it('is refused, if the described schema refuses it', () => {
    const part = fc.oneof(
      fc.constantFrom(...Object.values(GOOD), ...GOOD.variables, ...GOOD.constraints),
      fc.jsonValue(),
    );
    const json = fc.record(
      { sense: fc.constantFrom('minimize', 'x'), variables: part, constraints: part, name: part },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(json, (value) => {
        const isDescribed = ModelJson.safeParse(value).success;
        try {
          parseModelJson(value);
        } catch (error) {
          if (error instanceof ModelError) return;
          throw error;
        }
        expect(isDescribed).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
