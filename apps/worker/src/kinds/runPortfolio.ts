import type { PortfolioInput } from '@pitwall/contract';
import { buildPortfolio } from '@pitwall/lineups';

import { portfolioIncumbent } from './portfolioIncumbent.ts';
import { nothingInTime, type RunContext, type RunOutcome } from './runContext.ts';

/** The checkpoint is the lineups found so far: everything else follows from the input. */
type Checkpoint = readonly (readonly string[])[];

export function runPortfolio(given: unknown, context: RunContext): RunOutcome {
  const input = given as PortfolioInput;
  const startedMs = performance.now();
  const result = buildPortfolio(input, {
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
  const request = result.termination === 'user_stop' ? context.request() : 'go_on';
  if (request === 'release') {
    return { type: 'released', checkpoint: result.lineups.map((lineup) => lineup.drivers) };
  }
  if (request === 'time_limit' && result.lineups.length === 0) throw nothingInTime();
  const termination = request === 'time_limit' ? request : result.termination;
  const solveMs = Math.round((performance.now() - startedMs) * 100) / 100;
  return { type: 'finished', result: { ...result, termination, solveMs } };
}
