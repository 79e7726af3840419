import type { FoundPortfolio, PortfolioInput } from '@pitwall/contract';
import { buildJointPortfolio, type JointTotal } from '@pitwall/joint';

import { engine } from '../engine.ts';
import type { RunContext } from '../runContext.ts';
import { searchShareOf } from './evaluateFound.ts';
import { portfolioIncumbent } from './portfolioIncumbent.ts';

/** All lineups at once. A start that goes on from another begins anew: it is a matter of seconds. */
export function searchJointly(input: PortfolioInput, context: RunContext): Promise<FoundPortfolio> {
  return buildJointPortfolio(engine, input, {
    shouldStop: () => context.request() !== 'go_on',
    onProgress({ found, asked, lineups, total }) {
      context.report(() => ({
        progress: searchShareOf(input) * (total ? progressAt(total.gap) : 0),
        currentStep: total ? stepOf(total) : `${found} of ${asked} lineups`,
        incumbent: portfolioIncumbent(input, { asked, lineups: lineups() }),
      }));
    },
  });
}

/** A gap of a thousandth is half way: most of what there is to gain has been gained. */
function progressAt(gap: number): number {
  return Math.round(100 / (1 + 1_000 * gap));
}

function stepOf({ projection, bound, gap }: JointTotal): string {
  return `total ${projection.toFixed(2)}, at most ${bound.toFixed(2)}, gap ${(100 * gap).toFixed(3)} %`;
}
