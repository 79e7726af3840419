import { aHardModel } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { parseModelJson, type SparseModel } from '../src/index.ts';
import { Engine, EngineBroken, type SolveControl, solveModel } from '../src/solve.ts';
import { LP, MIP } from './support/models.ts';

const engine = new Engine();
const HARD = parseModelJson(aHardModel().input.model);

function solve(model: SparseModel, changes: Partial<SolveControl> = {}) {
  return solveModel(engine, model, {
    shouldStop: () => false,
    onLog: () => {},
    onState: () => {},
    onIncumbent: () => {},
    gap: 0,
    ...changes,
  });
}

/** One variable from 0 on, within these bounds, at this price. */
function one(variable: object, constraints: object[] = [], sense = 'minimize'): SparseModel {
  return parseModelJson({ sense, variables: [{ name: 'x', ...variable }], constraints });
}

function fromZeroToOne(count: number) {
  return { lower: new Float64Array(count), upper: new Float64Array(count).fill(1) };
}

/** 300,000 columns with an entry in each of four rows. */
function aWideModel(): SparseModel {
  const [columns, rows] = [300_000, 4];
  const nonzeros = columns * rows;
  const names = Array.from({ length: columns }, (_, column) => `x${column}`);
  const types = new Int32Array(columns);
  return {
    ...LP,
    columns: { names, cost: new Float64Array(columns), types, ...fromZeroToOne(columns) },
    rows: { names: names.slice(0, rows), ...fromZeroToOne(rows) },
    matrix: {
      starts: Int32Array.from({ length: columns + 1 }, (_, column) => rows * column),
      indices: Int32Array.from({ length: nonzeros }, (_, at) => at % rows),
      values: new Float64Array(nonzeros).fill(1),
    },
  };
}

describe('a solve', () => {
  it('of an LP gives values, duals and a proof', async () => {
    const solved = await solve(LP);
    expect(solved).toMatchObject({ type: 'solution', termination: 'optimal' });
    if (solved.type !== 'solution') return;
    const { values, check, bound, gap, duals } = solved.solution;
    expect([...values]).toEqual([expect.closeTo(2, 9), expect.closeTo(1.5, 9)]);
    expect({ objective: check.objective, bound, gap }).toEqual({
      objective: 35,
      bound: 35,
      gap: 0,
    });
    expect([...(duals?.rows ?? [])]).toEqual([expect.closeTo(3.5, 9), expect.closeTo(1.5, 9)]);
  });

  it('of a MIP gives whole numbers and the bound', async () => {
    expect(await solve(MIP)).toMatchObject({
      type: 'solution',
      termination: 'optimal',
      solution: {
        values: Float64Array.of(0, 1, 1),
        check: { objective: 220 },
        bound: 220,
        gap: 0,
      },
    });
  });

  it.each([
    ['an LP', LP, [35, 35]],
    ['a MIP', MIP, [220, 220]],
  ])('of %s that is turned around gives the same', async (_what, model, [objective, bound]) => {
    const cost = model.columns.cost.map((value) => -value);
    const sense = model.sense === 'minimize' ? 'maximize' : 'minimize';
    const turned = {
      ...model,
      sense,
      offset: -model.offset,
      columns: { ...model.columns, cost },
    } as const;
    expect(await solve(turned)).toMatchObject({
      termination: 'optimal',
      solution: { check: { objective: -(objective ?? 0) }, bound: -(bound ?? 0) },
    });
  });

  it.each([
    ['an LP', one({ objective: -1 })],
    ['an LP with rows', one({ objective: -1 }, [{ name: 'r', lower: 1, terms: { x: 1 } }])],
    ['a MIP', one({ objective: -1, integer: true }, [{ name: 'r', lower: 3, terms: { x: 2 } }])],
  ])('finds %s unbounded', async (_what, model) => {
    expect(await solve(model)).toMatchObject({ type: 'unbounded' });
  });

  it.each([
    ['an LP', one({ upper: 1 }, [{ name: 'r', lower: 2, terms: { x: 1 } }])],
    ['a MIP', one({ integer: true }, [{ name: 'r', equals: 3, terms: { x: 2 } }])],
    ['crossed bounds', one({ lower: 2, upper: 1 })],
    ['a row that is empty', one({}, [{ name: 'r', lower: 1, terms: { x: 0 } }])],
    [
      'a MIP that would be unbounded',
      one({ objective: -1, integer: true }, [{ name: 'r', equals: 1, terms: { x: 0 } }]),
    ],
  ])('finds %s infeasible', async (_what, model) => {
    expect(await solve(model)).toMatchObject({ type: 'infeasible' });
  });

  it('of nothing at all gives the constant', async () => {
    const empty = parseModelJson({ sense: 'minimize', offset: 7, variables: [], constraints: [] });
    expect(await solve(empty)).toMatchObject({
      termination: 'optimal',
      solution: { check: { objective: 7 }, bound: 7 },
    });
  });

  it('of a model without rows goes to the bounds', async () => {
    const model = one({ objective: 1, lower: -2, upper: 5 }, [], 'maximize');
    expect(await solve(model)).toMatchObject({ solution: { check: { objective: 5 }, bound: 5 } });
  });

  it('knows semi-continuous columns', async () => {
    const variable = { objective: 1, semiContinuous: true, lower: 2, upper: 5 };
    const row = { name: 'r', lower: 1, terms: { x: 1 } };
    expect(await solve(one(variable, [row]))).toMatchObject({
      solution: { check: { objective: 2 } },
    });
    expect(await solve(one(variable))).toMatchObject({ solution: { check: { objective: 0 } } });
  });

  it('that is stopped gives the best so far, with what is known of the best possible', async () => {
    let found: { objective: number; values: Float64Array } | undefined;
    const lines: string[] = [];
    const solved = await solve(HARD, {
      shouldStop: () => found !== undefined,
      onIncumbent: (values, objective) => {
        found = { values, objective };
      },
      onLog: (line) => lines.push(line),
    });
    expect(solved).toMatchObject({ type: 'solution', termination: 'user_stop' });
    if (solved.type !== 'solution') return;
    const { check, bound = Number.NaN, gap = 0 } = solved.solution;
    expect(check.objective).toBeCloseTo(found?.objective ?? Number.NaN, 6);
    expect(bound).toBeLessThan(check.objective);
    expect(gap).toBeGreaterThan(0);
    expect(lines).toContainEqual(expect.stringContaining('Solving MIP model'));
  });

  it('that is stopped at once has nothing', async () => {
    const solved = await solve(HARD, { shouldStop: () => true });
    expect(solved).toMatchObject({ type: 'nothing', because: 'stopped' });
  });

  it('ends at its time limit with the best so far', async () => {
    expect(await solve(HARD, { timeLimitSeconds: 1 })).toMatchObject({
      type: 'solution',
      termination: 'time_limit',
    });
  });

  it('ends as soon as the gap is as asked', async () => {
    expect(await solve({ ...HARD, offset: 10_000 }, { gap: 0.5 })).toMatchObject({
      termination: 'optimal',
      solution: { gap: expect.toSatisfy((gap) => gap > 0 && gap <= 0.5) },
    });
  });

  it('goes on from a solution that it is given', async () => {
    const incumbents: number[] = [];
    const before = await solve(HARD, { timeLimitSeconds: 1 });
    if (before.type !== 'solution') throw new Error('There is nothing to go on from');
    await solve(HARD, {
      start: before.solution.values,
      shouldStop: () => incumbents.length > 0,
      onIncumbent: (_values, objective) => incumbents.push(objective),
    });
    expect(incumbents[0]).toBeLessThanOrEqual(before.solution.check.objective + 1e-6);
  });

  it('ends when the solver takes more memory than it may', async () => {
    const solved = await solve(HARD, { memoryLimitBytes: 1 });
    expect(solved).toMatchObject({ type: 'failed', because: 'out_of_memory' });
  });
});

describe('a solver whose memory has grown', () => {
  it('is not kept: to the next solve, which may be small, it would count as its own', async () => {
    const own = new Engine();
    const first = await own.load();
    await own.withModel(LP, () => {});
    expect(await own.load()).toBe(first);
    const wide = aWideModel();
    await own.withModel(wide, () => {});
    expect(first.memoryBytes).toBeGreaterThan(64 * 2 ** 20);
    expect(await own.load()).not.toBe(first);
  });
});

describe('a solver that broke off', () => {
  it('is thrown away, and the next solve has a new one', async () => {
    const own = new Engine();
    const first = await own.load();
    const broken = own.withModel(LP, (native) =>
      native.readModel({ format: 'lp', data: 'Minimize\n obj: x +' }),
    );
    await expect(broken).rejects.toThrow(EngineBroken);
    await expect(broken).rejects.toThrow('Aborted');
    expect(await own.load()).not.toBe(first);
    const next = own.withModel(LP, (native) => native.run().modelStatus);
    expect(await next).toBe(first.constants.modelStatus.optimal);
  });
});
