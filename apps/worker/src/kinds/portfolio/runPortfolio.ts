import { AppError, type FoundPortfolio, type PortfolioInput } from '@pitwall/contract';
import { checkPortfolio } from '@pitwall/lineups';

import { Phases } from '../phases.ts';
import { proofOf } from '../proofOf.ts';
import type { RunContext, RunOutcome } from '../runContext.ts';
import { projectionPortfolio } from './projectionPortfolio.ts';
import { racePortfolio } from './racePortfolio.ts';

export async function runPortfolio(given: unknown, context: RunContext): Promise<RunOutcome> {
  const input = given as PortfolioInput;
  const phases = new Phases();
  const job = { input, context, phases };
  const end = await (input.objective === 'projection'
    ? projectionPortfolio(job)
    : racePortfolio(job));
  if (end.type === 'released') return end;
  const { found, evaluation, warnings } = end;
  await phases.time('check', () => requireSound(input, found));
  const proof = proofOf(input, phases);
  const result = { ...found, ...(evaluation && { evaluation }), warnings, ...proof };
  return { type: 'finished', result: { ...result, solveMs: phases.totalMs } };
}

/** What breaks a rule is a mistake of ours, and must not be uploaded. */
function requireSound(input: PortfolioInput, found: FoundPortfolio): void {
  const faults = checkPortfolio(input, found);
  if (faults.length === 0) return;
  const message = `The portfolio did not pass our own check. ${faults.slice(0, 3).join('; ')}`;
  throw new AppError('solver_failed', message);
}
