import type { PortfolioInput, FoundPortfolio } from '@pitwall/contract';

import { StopWatch } from '../search/stopWatch.ts';
import { prepareSlate } from '../slate/preparedSlate.ts';
import { describePortfolio } from './describePortfolio.ts';
import { findLineups } from './findLineups.ts';
import type { PortfolioControl } from './portfolioControl.ts';
import { PortfolioDraft } from './portfolioDraft.ts';
import { positionsOf } from './positionsOf.ts';
import { explainShortfall } from './shortfall.ts';

/**
 * Finds the lineups one after the other: each is the best that all rules and the lineups before it
 * leave. Exact, and the same for the same input, however often it is interrupted and goes on.
 */
export function buildPortfolio(
  input: PortfolioInput,
  control: PortfolioControl = {},
): FoundPortfolio {
  const slate = prepareSlate(input);
  const draft = new PortfolioDraft(input, slate);
  const stopWatch = new StopWatch(control.shouldStop ?? (() => false));
  const found = control.found?.slice(0, input.lineups).map((drivers) => ({ drivers })) ?? [];
  draft.resume(positionsOf(found, input), stopWatch);
  const onAccepted = () =>
    control.onProgress?.({
      found: draft.lineups.length,
      asked: draft.asked,
      lineups: () => draft.lineups.map((lineup) => idsOf(lineup, input)),
    });
  const ending = findLineups({ input, slate, draft, stopWatch, onAccepted });
  if (ending !== 'exhausted') {
    return describePortfolio(input, draft.lineups, {
      termination: ending === 'complete' ? 'optimal' : 'user_stop',
    });
  }
  const reason = explainShortfall({ input, slate, draft }, stopWatch);
  if (!reason) return describePortfolio(input, draft.lineups, { termination: 'user_stop' });
  const termination = draft.lineups.length > 0 ? 'feasible' : 'infeasible';
  return describePortfolio(input, draft.lineups, { termination, reason });
}

function idsOf(lineup: Uint8Array, { drivers }: PortfolioInput): string[] {
  return Array.from(lineup, (position) => drivers[position]!.id);
}
