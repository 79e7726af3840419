import type { CountTask } from '@pitwall/universe';

import type { PayoutLines } from './payoutLines.ts';

const LINEUPS_BETWEEN_ASKS = 1 << 18;

/**
 * By lineup of a complete count at these lines: what it wins at most alone, in dollars a contest, in the
 * races counted. Those that win most are the candidates for `selectProfit`; the highest of the rest is
 * what it takes as `otherwise`. Undefined when stopped.
 */
export function mostWinnings(
  { counts, scenarios }: Pick<CountTask, 'counts' | 'scenarios'>,
  { weights, certain }: PayoutLines,
  shouldStop: () => boolean = () => false,
): Float64Array | undefined {
  const winnings = new Float64Array(counts[0]?.length ?? 0).fill(certain);
  for (const [line, reached] of counts.entries()) {
    const dollars = weights[line]! / scenarios.count;
    for (let lineup = 0; lineup < winnings.length; lineup++) {
      if (lineup % LINEUPS_BETWEEN_ASKS === 0 && shouldStop()) return undefined;
      winnings[lineup]! += dollars * reached[lineup]!;
    }
  }
  return winnings;
}
