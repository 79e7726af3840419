import { PortfolioResult } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';

import type { Request, RunContext, RunOutcome } from '../src/kinds/runContext.ts';
import { runKind } from '../src/kinds/runKind.ts';
import { aRaceDay } from './raceDay.ts';

export const DAY = aRaceDay({
  drivers: 24,
  races: 300,
  objective: 'tail',
  maxExposure: 0.6,
  minUnique: 2,
});

type Start = {
  input?: object;
  threads?: number;
  checkpoint?: unknown;
  /** What to ask for, once a step with this in its name has begun. */
  asked?: Request;
  at?: string;
};

/** One start of a job, with what it told. */
export async function start({
  input = DAY,
  threads = 1,
  checkpoint,
  asked = 'stop',
  at,
}: Start = {}) {
  const told: Progress[] = [];
  const hear = (progress: Progress) => void told.push(progress);
  const context: RunContext = {
    threads,
    checkpoint,
    request: () =>
      at !== undefined && told.some(({ currentStep = '' }) => currentStep.includes(at))
        ? asked
        : 'go_on',
    report: (make) => hear(make()),
    tell: hear,
    signal: new AbortController().signal,
    log: () => {},
  };
  return { outcome: await runKind('portfolio', input, context), told };
}

export function resultOf({ outcome }: { outcome: RunOutcome }): PortfolioResult {
  if (outcome.type !== 'finished') throw new Error('It was released');
  return PortfolioResult.parse(outcome.result);
}

/** All of a result but what differs from run to run. */
export function lasting(started: { outcome: RunOutcome }) {
  const { timings: _, solveMs: __, ...rest } = resultOf(started);
  return rest;
}
