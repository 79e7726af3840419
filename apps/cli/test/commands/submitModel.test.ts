import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ModelConflict, ModelResult } from '@pitwall/contract';
import { aJob } from '@pitwall/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { modelText } from '../../src/output/modelText.ts';
import { TestCli } from '../testCli.ts';

const INFEASIBLE: ModelResult = {
  termination: 'infeasible',
  type: 'lp',
  sense: 'minimize',
  conflict: {
    constraints: [{ name: 'need', side: 'lower' }],
    bounds: [{ name: 'x', side: 'upper' }],
    needsIntegrality: false,
    isIrreducible: true,
    isProven: true,
    size: 2,
    message: 'These clash',
  },
  size: { variables: 1, integers: 0, constraints: 1, nonzeros: 1 },
  effort: { iterations: 0 },
  modelSha256: '00',
  engine: { name: 'HiGHS', version: '1', gitHash: '0' },
  timings: { readMs: 1, loadMs: 2, solveMs: 3, checkMs: 0, totalMs: 6 },
};

describe('pitwall submit of a model', () => {
  let cli: TestCli;

  beforeEach(async () => {
    cli = new TestCli();
    await cli.start();
    cli.answers = { 'POST /v1/jobs': { status: 202, body: aJob({ id: 'J' }) } };
  });

  afterEach(() => cli.stop());

  it('sends an MPS file as it is', async () => {
    await writeFile(join(cli.folder, 'farm.MPS'), 'NAME farm\nENDATA\n');
    expect(await cli.pitwall('submit', 'farm.MPS', '--gap', '0.01')).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toEqual({
      kind: 'model',
      input: { format: 'mps', model: 'NAME farm\nENDATA\n', gap: 0.01 },
    });
  });

  it('sends a model in JSON', async () => {
    await writeFile(join(cli.folder, 'farm.json'), '{"sense":"minimize"}');
    expect(await cli.pitwall('submit', 'farm.json')).toBe(0);
    expect(JSON.parse(cli.requests[0]?.body ?? '')).toEqual({
      kind: 'model',
      input: { format: 'json', model: { sense: 'minimize' } },
    });
  });
});

describe('the end of a model', () => {
  it('says what clashes', () => {
    expect(modelText(INFEASIBLE)).toEqual([
      'infeasible, in 6.0 ms',
      '1 variable, 1 constraint',
      'These clash:',
      '  constraint need (lower)',
      '  bound of x (upper)',
    ]);
  });

  it('says it without what a terminal would act on', () => {
    const constraints = [{ name: 'a\u001B[2Jb', side: 'lower' as const }];
    const conflict = { ...INFEASIBLE.conflict, constraints } as ModelConflict;
    expect(modelText({ ...INFEASIBLE, conflict }).join('')).not.toContain('\u001B');
  });

  it('says what a solution is worth, and how far from the best it may be', () => {
    const solved = {
      ...INFEASIBLE,
      termination: 'time_limit',
      objective: 12.5,
      gap: 0.0213,
    } as const;
    expect(modelText(solved)[0]).toBe('time_limit, objective 12.5, gap 2.13 %, in 6.0 ms');
  });
});
