import { PortfolioInput, PortfolioResult, ROUTES } from '@pitwall/contract';
import { aPortfolio } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import type { Request, RunContext, RunOutcome } from '../src/kinds/runContext.ts';
import { runKind } from '../src/kinds/runKind.ts';

/** Asks for something once so many reports have been made. */
function asking(
  wanted: Request,
  { afterReports = 0, checkpoint }: { afterReports?: number; checkpoint?: unknown } = {},
) {
  let reports = 0;
  const context: RunContext = {
    checkpoint,
    threads: 1,
    request: () => (reports >= afterReports ? wanted : 'go_on'),
    report(make) {
      make();
      reports += 1;
    },
    tell: () => {},
    signal: new AbortController().signal,
    log: () => {},
  };
  return context;
}

/** Work enough for the search to look up now and then. */
const LARGE = aPortfolio({
  lineups: 150,
  drivers: Array.from({ length: 40 }, (_, index) => ({
    id: String(index),
    name: `Driver ${index}`,
    salary: 5_000 + ((index * 37) % 60) * 100,
    projection: 20 + ((index * 53) % 41),
  })),
}).input;

const DRILL = { seconds: 0.1, steps: 4 };
const OUT_OF_TIME = {
  code: 'time_limit_exceeded',
  message: 'Nothing was found within the time limit',
};

describe('a drill at its time limit', () => {
  it('keeps the steps it has done', async () => {
    expect(await runKind('drill', DRILL, asking('time_limit', { afterReports: 2 }))).toEqual({
      type: 'finished',
      result: { termination: 'time_limit', stepsDone: 2, stepsResumed: 0 },
    });
  });

  it('keeps the steps of an earlier start', async () => {
    expect(await runKind('drill', DRILL, asking('time_limit', { checkpoint: 3 }))).toEqual({
      type: 'finished',
      result: { termination: 'time_limit', stepsDone: 3, stepsResumed: 3 },
    });
  });

  it('fails without any', async () => {
    await expect(runKind('drill', DRILL, asking('time_limit'))).rejects.toMatchObject(OUT_OF_TIME);
  });
});

describe('the portfolio of the API’s description', () => {
  it('has the result that is shown there', async () => {
    const input = PortfolioInput.parse(ROUTES.submitJob.body.examples.portfolio.input);
    const shown = ROUTES.getResult.answers[200].example;
    expect(await runKind('portfolio', input, asking('go_on'))).toEqual({
      type: 'finished',
      result: {
        ...shown,
        timings: {
          search: expect.any(Number),
          check: expect.any(Number),
          total: expect.any(Number),
        },
        solveMs: expect.any(Number),
      },
    });
  });
});

describe('a portfolio at its time limit', () => {
  it('keeps the lineups it has found', async () => {
    const outcome = await runKind('portfolio', LARGE, asking('time_limit', { afterReports: 1 }));
    const { result } = outcome as Extract<RunOutcome, { type: 'finished' }>;
    const { termination, counts, lineups } = PortfolioResult.parse(result);
    expect({ termination, counts }).toEqual({
      termination: 'time_limit',
      counts: { asked: 150, found: lineups.length },
    });
    expect(lineups.length).toBeGreaterThan(0);
  });

  it('fails without any', async () => {
    const outcome = runKind('portfolio', LARGE, asking('time_limit'));
    await expect(outcome).rejects.toMatchObject(OUT_OF_TIME);
  });

  it('is what it was when it is stopped or released', async () => {
    expect(await runKind('portfolio', LARGE, asking('stop'))).toMatchObject({
      type: 'finished',
      result: { termination: 'user_stop' },
    });
    expect(await runKind('portfolio', LARGE, asking('release'))).toEqual({
      type: 'released',
      checkpoint: [],
    });
  });
});

describe('a portfolio chosen jointly', () => {
  const JOINT = { ...LARGE, selection: 'joint', maxExposure: 0.5 };

  it('comes with its total and how much better one could be', async () => {
    const outcome = await runKind('portfolio', JOINT, asking('go_on'));
    const { result } = outcome as Extract<RunOutcome, { type: 'finished' }>;
    const { lineups, total } = PortfolioResult.parse(result);
    const sum = lineups.reduce((points, { projection }) => points + projection, 0);
    expect(total!.projection).toBeCloseTo(sum, 4);
    expect(total!.bound).toBeGreaterThanOrEqual(total!.projection);
  });

  it('keeps the best so far when stopped', async () => {
    let step: string | undefined = '';
    const outcome = await runKind('portfolio', JOINT, {
      ...asking('go_on'),
      report: (make) => (step = make().currentStep),
      request: () => (step?.startsWith('total') ? 'stop' : 'go_on'),
    });
    expect(outcome).toMatchObject({
      type: 'finished',
      result: { termination: 'user_stop', counts: { found: 150 } },
    });
  });
});
