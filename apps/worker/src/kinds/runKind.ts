import { AppError, jobKinds } from '@pitwall/contract';

import { runContest } from './contest/runContest.ts';
import { runModel } from './model/runModel.ts';
import { runPortfolio } from './portfolio/runPortfolio.ts';
import type { RunContext, RunKind, RunOutcome } from './runContext.ts';
import { runDrill } from './runDrill.ts';

/** Which code runs a kind of job. */
const RUNS: Record<string, RunKind> = {
  portfolio: runPortfolio,
  contest: runContest,
  model: runModel,
  drill: runDrill,
};

const KINDS = jobKinds({ drills: true });

/** Runs a job of any kind. The stored input is parsed again: an older version may have written it. */
export async function runKind(
  name: string,
  input: unknown,
  context: RunContext,
): Promise<RunOutcome> {
  const kind = KINDS.get(name);
  const run = RUNS[name];
  if (!kind || !run) throw new AppError('kind_unknown', `This worker cannot run a ${name}`);
  const parsed = kind.input.safeParse(input);
  if (!parsed.success) {
    throw new AppError('invalid_input', `The stored input is not valid: ${parsed.error.message}`);
  }
  return await run(parsed.data, context);
}
