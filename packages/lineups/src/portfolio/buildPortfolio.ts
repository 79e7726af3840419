import type { PortfolioInput, PortfolioResult } from '@pitwall/contract';

import { sortPositions } from '../search/lineupList.ts';
import { type PreparedSlate, prepareSlate } from '../slate/preparedSlate.ts';
import { describePortfolio } from './describePortfolio.ts';
import { findLineups } from './findLineups.ts';
import type { PortfolioControl } from './portfolioControl.ts';
import { PortfolioDraft } from './portfolioDraft.ts';
import { explainShortfall } from './shortfall.ts';

/**
 * Finds the lineups one after the other: each is the best that all rules and the lineups before it
 * leave. Exact, and the same for the same input, however often it is interrupted and goes on.
 */
export function buildPortfolio(
  input: PortfolioInput,
  control: PortfolioControl = {},
): Omit<PortfolioResult, 'solveMs'> {
  const slate = prepareSlate(input);
  const draft = new PortfolioDraft(input, slate);
  for (const lineup of control.found?.slice(0, input.lineups) ?? []) {
    draft.add(positionsOf(lineup, input, slate));
  }
  const shouldStop = control.shouldStop ?? (() => false);
  const onAccepted = () =>
    control.onProgress?.({
      found: draft.lineups.length,
      asked: draft.asked,
      lineups: () => draft.lineups.map((lineup) => idsOf(lineup, input)),
    });
  const ending = findLineups({ input, slate, draft, shouldStop, onAccepted });
  if (ending !== 'exhausted') {
    return describePortfolio(input, draft, {
      termination: ending === 'complete' ? 'optimal' : 'user_stop',
    });
  }
  const reason = explainShortfall({ input, slate, draft }, shouldStop);
  if (!reason) return describePortfolio(input, draft, { termination: 'user_stop' });
  const termination = draft.lineups.length > 0 ? 'feasible' : 'infeasible';
  return describePortfolio(input, draft, { termination, reason });
}

function positionsOf(ids: readonly string[], input: PortfolioInput, slate: PreparedSlate) {
  const positions = Uint8Array.from(ids, (id) => {
    const position = input.drivers.findIndex((driver) => driver.id === id);
    if (position < 0)
      throw new Error(`A lineup found earlier holds ${id}, who is not on the slate`);
    return position;
  });
  sortPositions(positions, 0, slate.rosterSize);
  return positions;
}

function idsOf(lineup: Uint8Array, { drivers }: PortfolioInput): string[] {
  return Array.from(lineup, (position) => drivers[position]!.id);
}
