import type { PortfolioResult } from '@pitwall/contract';

import { evaluationText } from './evaluationText.ts';
import { formatMs } from './formatMs.ts';
import { plural } from './plural.ts';

/** What a portfolio came to, but for its lineups. */
export function portfolioText(result: PortfolioResult): string[] {
  const { counts, termination, solveMs, total, evaluation } = result;
  const found = `${plural(counts.found, 'lineup')} of ${counts.asked}`;
  return [
    `${found} (${termination}) in ${formatMs(solveMs)}`,
    ...(total ? [totalText(total)] : []),
    ...(evaluation ? evaluationText(evaluation) : []),
  ];
}

function totalText({ projection, bound, gap }: NonNullable<PortfolioResult['total']>): string {
  const below = `at most ${(100 * gap).toFixed(3)} % below the best (${bound.toFixed(2)})`;
  return `Total: ${projection.toFixed(2)} points, ${below}`;
}
