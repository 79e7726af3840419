import type { FoundPortfolio } from '@pitwall/contract';
import { buildPortfolio, type PortfolioProgress } from '@pitwall/lineups';

import { nothingInTime } from '../runContext.ts';
import { evaluateFound, searchShareOf } from './evaluateFound.ts';
import { portfolioIncumbent } from './portfolioIncumbent.ts';
import type { PortfolioEnd, PortfolioJob } from './portfolioJob.ts';
import { searchJointly } from './searchJointly.ts';

/** The checkpoint is the lineups found so far: everything else follows from the input. */
type Checkpoint = readonly (readonly string[])[];

/** By projection alone; with scenarios it is looked at in races afterwards. */
export async function projectionPortfolio(job: PortfolioJob): Promise<PortfolioEnd> {
  const { context, phases } = job;
  const found = await phases.time('search', () => search(job));
  const request = found.termination === 'user_stop' ? context.request() : 'go_on';
  if (request === 'release') return releasedWith(found);
  if (request === 'time_limit' && found.lineups.length === 0) throw nothingInTime();
  if (request === 'time_limit') {
    return { type: 'found', found: { ...found, termination: request }, warnings: [] };
  }
  const evaluated = await evaluateFound(job, found);
  return evaluated === 'released' ? releasedWith(found) : { type: 'found', ...evaluated };
}

function releasedWith({ lineups }: FoundPortfolio): PortfolioEnd {
  return { type: 'released', checkpoint: lineups.map(({ drivers }) => drivers) };
}

async function search(job: PortfolioJob): Promise<FoundPortfolio> {
  const { input, context } = job;
  if (input.selection === 'joint') return await searchJointly(input, context);
  const found = context.checkpoint as Checkpoint | undefined;
  return buildPortfolio(input, {
    shouldStop: () => context.request() !== 'go_on',
    onProgress: (progress) => report(job, progress),
    ...(found && { found }),
  });
}

function report({ input, context }: PortfolioJob, progress: PortfolioProgress): void {
  const { found, asked, lineups } = progress;
  context.report(() => {
    const checkpoint = lineups();
    return {
      progress: (searchShareOf(input) * 100 * found) / asked,
      currentStep: `${found} of ${asked} lineups`,
      checkpoint,
      incumbent: portfolioIncumbent(input, { asked, lineups: checkpoint }),
    };
  });
}
