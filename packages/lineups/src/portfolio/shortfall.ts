import type { PortfolioInput, Shortfall } from '@pitwall/contract';

import type { StopWatch } from '../search/stopWatch.ts';
import type { TakenSubsets } from '../search/takenSubsets.ts';
import type { PreparedSlate } from '../slate/preparedSlate.ts';
import { Feasibility } from './feasibility.ts';
import { explainNoLineup } from './noLineup.ts';
import type { PortfolioDraft } from './portfolioDraft.ts';
import { countOf, listOf, namesOf } from './wording.ts';

type Failed = { input: PortfolioInput; slate: PreparedSlate; draft: PortfolioDraft };
type Doubt = Failed & { feasibility: Feasibility; taken: TakenSubsets };

/**
 * Why there is no lineup after those of the draft: the first rule that, added to those before it,
 * leaves none. Undefined when told to stop before that was known.
 */
export function explainShortfall(failed: Failed, stopWatch: StopWatch): Shortfall | undefined {
  const { slate, draft } = failed;
  const feasibility = new Feasibility(slate, stopWatch);
  const doubt = { ...failed, feasibility, taken: draft.takenSubsets() };
  const explainFirst = draft.lineups.length === 0 ? explainNoLineup : explainUniqueness;
  const reason = explainFirst(doubt) ?? explainExposure(doubt);
  if (feasibility.wasStopped) return undefined;
  return { rule: reason.rule, message: reason.message + unmetMinimums(failed) };
}

function explainUniqueness({ input, draft, feasibility, taken }: Doubt): Shortfall | undefined {
  if (feasibility.hasLineup({ taken })) return undefined;
  const found = draft.lineups.length;
  const message =
    input.minUnique === 1
      ? `The rules allow no more than ${countOf(found, 'different lineup')}.`
      : `After ${countOf(found, 'lineup')} the rules allow no other that differs from ${found === 1 ? 'it' : 'each of them'} in at least ${input.minUnique} drivers.`;
  return { rule: 'uniqueness', message };
}

/** Limits first, minimums after: with the limits alone a lineup may be left. */
function explainExposure(doubt: Doubt): Shortfall {
  const { slate, draft, feasibility, taken } = doubt;
  const open = slate.open.filter((position) => draft.hasRoomFor(position));
  const isLimited = !feasibility.hasLineup({ open, taken });
  const message = isLimited ? limitMessage(doubt) : minimumMessage(doubt);
  return { rule: 'exposure', message };
}

function limitMessage({ input, slate, draft }: Failed): string {
  const spent = slate.open.filter((position) => !draft.hasRoomFor(position));
  const found = draft.lineups.length;
  if (found === 0) {
    return `Every lineup needs a driver whose maximum exposure, out of ${countOf(draft.asked, 'lineup')}, allows none: ${namesOf(spent, input)}.`;
  }
  return `After ${countOf(found, 'lineup')} every other one${input.minUnique > 1 ? ' that differs enough' : ''} needs a driver who has reached the maximum exposure: ${namesOf(spent, input)}.`;
}

/**
 * Drivers come in by force no sooner than they must, so with lineups found this does not claim that
 * the minimums contradict each other: other lineups before might have met them.
 */
function minimumMessage({ input, slate, draft }: Failed): string {
  const owed = slate.open.filter((p) => draft.limits.minUses[p]! > draft.uses[p]!);
  const forced = owed.filter((p) => draft.limits.minUses[p]! - draft.uses[p]! >= draft.missing);
  const names = namesOf(forced, input);
  const found = draft.lineups.length;
  if (found === 0) {
    return `To meet the minimum exposure, ${names} must be in every lineup, and the other rules leave no such lineup.`;
  }
  const all = forced.length === 1 ? names : forced.length === 2 ? 'both' : 'all of them';
  return `After ${countOf(found, 'lineup')}, ${names} had to be in ${lastLineups(draft.missing)} to reach the minimum exposure, but then the other rules left no lineup with ${all}.`;
}

function unmetMinimums({ input, slate, draft }: Failed): string {
  const { minUses } = draft.limits;
  if (draft.lineups.length === 0) return '';
  const unmet = slate.open.filter((position) => draft.uses[position]! < minUses[position]!);
  if (unmet.length === 0) return '';
  const parts = unmet.map(
    (p) => `${input.drivers[p]!.name} is in ${draft.uses[p]} of at least ${minUses[p]}`,
  );
  return ` Minimum exposure not met: ${listOf(parts)}.`;
}

function lastLineups(count: number): string {
  return count === 1 ? 'the last lineup' : `each of the last ${count} lineups`;
}
