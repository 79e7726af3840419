import { createHash } from 'node:crypto';

import { jobKinds, ModelResult } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import { aHardModel } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import type { Request, RunContext, RunOutcome } from '../src/kinds/runContext.ts';
import { runKind } from '../src/kinds/runKind.ts';

type Asked = { wanted?: Request; atOnce?: boolean; checkpoint?: unknown };

/** What a job told, and what it may be asked: nothing, until a solution has been found. */
function heard({ wanted = 'go_on', atOnce = false, checkpoint }: Asked = {}) {
  const told: Progress[] = [];
  const lines: string[] = [];
  const note = (progress: Progress) => told.push(progress);
  const isFound = () => told.some(({ incumbent }) => incumbent !== undefined);
  const context: RunContext = {
    checkpoint,
    threads: 1,
    request: () => (atOnce || isFound() ? wanted : 'go_on'),
    report: (make) => note(make()),
    tell: note,
    signal: new AbortController().signal,
    log: (message) => lines.push(message),
  };
  return { context, told, lines };
}

const [LP, MIP] = jobKinds({ drills: false }).get('model')?.examples ?? [];

async function finish(input: unknown, context = heard().context): Promise<ModelResult> {
  const outcome = await runKind('model', input, context);
  return ModelResult.parse((outcome as Extract<RunOutcome, { type: 'finished' }>).result);
}

describe('a model', () => {
  it('that is linear gives values, duals and a proof', async () => {
    expect(await finish(LP?.input)).toMatchObject({
      termination: 'optimal',
      type: 'lp',
      sense: 'maximize',
      objective: expect.closeTo(1_100, 6),
      bound: expect.closeTo(1_100, 6),
      gap: 0,
      variables: [
        { name: 'chairs', value: expect.closeTo(20, 6), reducedCost: expect.closeTo(0, 6) },
        { name: 'tables', value: expect.closeTo(10, 6), reducedCost: expect.closeTo(0, 6) },
      ],
      constraints: [
        { name: 'carpentry', value: expect.closeTo(40, 6), dual: expect.closeTo(70 / 3, 6) },
        { name: 'finishing', value: expect.closeTo(50, 6), dual: expect.closeTo(10 / 3, 6) },
      ],
      size: { variables: 2, integers: 0, constraints: 2, nonzeros: 4 },
      engine: { name: 'HiGHS', version: expect.stringMatching(/^1\./) },
    });
  });

  it('that is mixed-integer gives whole numbers, and the hash of its file', async () => {
    const input = MIP?.input as { model: string };
    expect(await finish(input)).toMatchObject({
      termination: 'optimal',
      type: 'mip',
      objective: 220,
      bound: 220,
      variables: [
        { name: 'tent', value: 0 },
        { name: 'stove', value: 1 },
        { name: 'boat', value: 1 },
      ],
      check: { constraintViolation: 0, boundViolation: 0, integralityViolation: 0 },
      modelSha256: createHash('sha256').update(input.model).digest('hex'),
    });
  });

  it('that cannot be read fails for good, and says where', async () => {
    const input = { format: 'mps', model: 'ROWS\n N cost\nCOLUMNS\n x cost nan\nENDATA' };
    await expect(runKind('model', input, heard().context)).rejects.toMatchObject({
      code: 'invalid_model',
      message: 'Line 4, column 9: "nan" is not a number',
      retryable: false,
    });
  });

  it('without a solution says what clashes', async () => {
    const variables = [{ name: 'x', upper: 4 }, { name: 'y' }];
    const constraints = [
      { name: 'enough', lower: 10, terms: { x: 1, y: 1 } },
      { name: 'budget', upper: 5, terms: { y: 1 } },
      { name: 'other', upper: 99, terms: { x: 1, y: 1 } },
    ];
    const model = { sense: 'minimize', variables, constraints };
    const result = await finish({ format: 'json', model });
    expect(result).toMatchObject({
      termination: 'infeasible',
      conflict: {
        constraints: [
          { name: 'enough', side: 'lower' },
          { name: 'budget', side: 'upper' },
        ],
        bounds: [{ name: 'x', side: 'upper' }],
        isIrreducible: true,
        isProven: true,
        needsIntegrality: false,
        size: 3,
      },
    });
    expect(result.objective).toBeUndefined();
  });

  it('without a best solution is unbounded', async () => {
    const model = { sense: 'maximize', variables: [{ name: 'x', objective: 1 }], constraints: [] };
    expect(await finish({ format: 'json', model })).toMatchObject({ termination: 'unbounded' });
  });
});

describe('a model that takes long', () => {
  const { input } = aHardModel();

  it('tells what it has found so far, and what the solver says', async () => {
    const { context, told, lines } = heard({ wanted: 'stop' });
    const { termination, objective } = await finish(input, context);
    expect(termination).toBe('user_stop');
    expect(told.findLast(({ incumbent }) => incumbent)?.incumbent).toMatchObject({
      objective: expect.closeTo(objective ?? Number.NaN, 6),
      value: { nonzeros: expect.any(Number), variables: expect.any(Array) },
    });
    expect(told.at(-1)?.currentStep).toMatch(/best .*nodes/);
    expect(lines).toEqual(
      expect.arrayContaining(['model read', expect.stringContaining('Solving MIP model')]),
    );
  });

  it('keeps the best so far at the time limit of the job, and at its own', async () => {
    const atLimit = await finish(input, heard({ wanted: 'time_limit' }).context);
    expect(atLimit).toMatchObject({ termination: 'time_limit', objective: expect.any(Number) });
    const atOwn = await finish({ ...input, timeLimitSeconds: 1 });
    expect(atOwn).toMatchObject({ termination: 'time_limit', objective: expect.any(Number) });
  });

  it('fails without any', async () => {
    const codes = { time_limit: 'time_limit_exceeded', stop: 'stopped_without_result' } as const;
    for (const wanted of ['time_limit', 'stop'] as const) {
      const { context } = heard({ wanted, atOnce: true });
      const code = codes[wanted];
      await expect(runKind('model', input, context)).rejects.toMatchObject({ code });
    }
  });

  it('goes on from its best solution after a release', async () => {
    const released = await runKind('model', input, heard({ wanted: 'release' }).context);
    expect(released).toMatchObject({
      type: 'released',
      checkpoint: { values: expect.toSatisfy((values) => values.length === 60) },
    });
    const { checkpoint } = released as Extract<RunOutcome, { type: 'released' }>;
    const next = heard({ wanted: 'stop', checkpoint });
    const result = await finish(input, next.context);
    expect(result).toMatchObject({ termination: 'user_stop' });
    expect(next.told.find(({ incumbent }) => incumbent)?.incumbent?.objective).toBeLessThanOrEqual(
      objectiveOf(checkpoint) + 1e-6,
    );
  });
});

/** The slack variables come last, and each costs what it is. */
function objectiveOf(checkpoint: unknown): number {
  const { values } = checkpoint as { values: number[] };
  return values.slice(48).reduce((sum, value) => sum + value, 0);
}
