import type { Evaluation, FoundPortfolio, PortfolioInput } from '@pitwall/contract';
import { positionsOf } from '@pitwall/lineups';
import { loadKernels } from '@pitwall/universe';

import { Interrupted } from '../interrupted.ts';
import { outOfReach } from '../races/outOfReach.ts';
import { SlateRaces } from '../races/slateRaces.ts';
import { partOf, type Plan, Stages } from '../stages.ts';
import { evaluateLineups, withWorth } from './evaluateLineups.ts';
import type { PortfolioJob } from './portfolioJob.ts';
import { freshScenariosOf, scenariosOf } from './racePlan.ts';
import { drawSample, opponentsOf } from './raceSample.ts';

const PLAN = {
  search: { step: 'searching for lineups', share: 0.5 },
  fit: { step: 'fitting the field to the projections', share: 0.25 },
  evaluate: { step: 'evaluating the lineups in races', share: 0.25 },
} satisfies Plan<string>;

/** How much of the whole the search for the lineups is. */
export function searchShareOf({ scenarios }: PortfolioInput): number {
  return scenarios ? PLAN.search.share : 1;
}

type Evaluated = { found: FoundPortfolio; evaluation?: Evaluation; warnings: string[] };

/**
 * What lineups by projection do in races, where the input has scenarios. They are complete without: told
 * to finish, it leaves that out.
 */
export async function evaluateFound(
  job: PortfolioJob,
  found: FoundPortfolio,
): Promise<Evaluated | 'released'> {
  const isWanted = job.input.scenarios && found.lineups.length > 0;
  if (!isWanted || found.termination === 'user_stop') return { found, warnings: [] };
  try {
    return await evaluate(job, found);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw outOfReach(error);
    return error.request === 'release' ? 'released' : { found, warnings: [] };
  }
}

async function evaluate(job: PortfolioJob, found: FoundPortfolio): Promise<Evaluated> {
  const { input } = job;
  const kernels = await loadKernels();
  const stages = new Stages(PLAN, job);
  stages.skip('search');
  const scenarios = scenariosOf(input);
  const races = await stages.run('fit', (control) =>
    SlateRaces.fit({ ...input, scenarios }, control),
  );
  const fresh = await stages.run('evaluate', (control) => {
    const sample = drawSample(
      { kernels, input, races },
      freshScenariosOf(input),
      partOf(control, [0, 0.6]),
    );
    const lineups = positionsOf(found.lineups, input);
    return (
      sample && evaluateLineups(lineups, { kernels, input, sample }, partOf(control, [0.6, 1]))
    );
  });
  return {
    found: withWorth(found, fresh),
    evaluation: {
      topShare: input.topShare,
      opponents: opponentsOf(input),
      fresh: fresh.figures,
    },
    warnings: races.warnings,
  };
}
