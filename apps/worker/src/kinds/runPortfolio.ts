import type { FoundPortfolio, PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';

import { Phases } from './phases.ts';
import { searchJointly } from './portfolio/searchJointly.ts';
import { portfolioIncumbent } from './portfolioIncumbent.ts';
import { proofOf } from './proofOf.ts';
import { nothingInTime, type RunContext, type RunOutcome } from './runContext.ts';

/** The checkpoint is the lineups found so far: everything else follows from the input. */
type Checkpoint = readonly (readonly string[])[];

export async function runPortfolio(given: unknown, context: RunContext): Promise<RunOutcome> {
  const input = given as PortfolioInput;
  const phases = new Phases();
  const found = await phases.time('search', () => search(input, context));
  const request = found.termination === 'user_stop' ? context.request() : 'go_on';
  if (request === 'release') {
    return { type: 'released', checkpoint: found.lineups.map((lineup) => lineup.drivers) };
  }
  if (request === 'time_limit' && found.lineups.length === 0) throw nothingInTime();
  const termination = request === 'time_limit' ? request : found.termination;
  const proof = proofOf(input, phases);
  const solveMs = phases.totalMs;
  return {
    type: 'finished',
    result: { ...found, termination, warnings: [], ...proof, solveMs },
  };
}

function search(
  input: PortfolioInput,
  context: RunContext,
): FoundPortfolio | Promise<FoundPortfolio> {
  if (input.selection === 'joint') return searchJointly(input, context);
  return buildPortfolio(input, {
    shouldStop: () => context.request() !== 'go_on',
    onProgress({ found, asked, lineups }) {
      context.report(() => {
        const checkpoint = lineups();
        return {
          progress: (100 * found) / asked,
          currentStep: `${found} of ${asked} lineups`,
          checkpoint,
          incumbent: portfolioIncumbent(input, { asked, lineups: checkpoint }),
        };
      });
    },
    ...(context.checkpoint === undefined ? {} : { found: context.checkpoint as Checkpoint }),
  });
}
