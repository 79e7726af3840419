import type { PortfolioInput } from '@pitwall/contract';

import { type LineupRun, LineupWalk } from './search/lineupWalk.ts';
import { StopWatch } from './search/stopWatch.ts';
import { prepareSlate } from './slate/preparedSlate.ts';

export type WalkControl = {
  onRun: (run: LineupRun) => void;
  /** Asked many times a second; once true, the walk is left. */
  shouldStop: () => boolean;
};

/**
 * Shows every lineup that the lineup rules of a slate allow (roster, salary, teams, manufacturers,
 * groups, locks), once each and always in the same order. False when it was stopped before the end.
 */
export function walkLineups(input: PortfolioInput, { onRun, shouldStop }: WalkControl): boolean {
  const stopWatch = new StopWatch(shouldStop);
  new LineupWalk(prepareSlate(input), onRun, stopWatch).run();
  return !stopWatch.isStopped;
}
