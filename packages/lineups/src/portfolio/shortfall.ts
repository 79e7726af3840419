import type { PortfolioInput, Shortfall } from '@pitwall/contract';

import { TakenSubsets } from '../search/takenSubsets.ts';
import type { PreparedSlate } from '../slate/preparedSlate.ts';
import { Feasibility } from './feasibility.ts';
import { explainNoLineup } from './noLineup.ts';
import type { PortfolioDraft } from './portfolioDraft.ts';
import { countOf, listOf, namesOf } from './wording.ts';

type Failed = { input: PortfolioInput; slate: PreparedSlate; draft: PortfolioDraft };

/**
 * Why there is no lineup after those of the draft: the first rule that, added to those before it,
 * leaves none. Undefined when told to stop before that was known.
 */
export function explainShortfall(failed: Failed, shouldStop: () => boolean): Shortfall | undefined {
  const { input, slate, draft } = failed;
  const feasibility = new Feasibility(slate, shouldStop);
  const reason =
    draft.lineups.length === 0
      ? (explainNoLineup({ input, slate, feasibility }) ?? explainExposure(failed, feasibility))
      : (explainUniqueness(failed, feasibility) ?? explainExposure(failed, feasibility));
  if (feasibility.wasStopped) return undefined;
  return { rule: reason.rule, message: reason.message + unmetMinimums(failed) };
}

function takenOf({ input, slate, draft }: Failed): TakenSubsets {
  const taken = new TakenSubsets(slate.driverCount, slate.rosterSize, input.minUnique);
  for (const lineup of draft.lineups) taken.take(lineup);
  return taken;
}

function explainUniqueness(failed: Failed, feasibility: Feasibility): Shortfall | undefined {
  if (feasibility.hasLineup({ taken: takenOf(failed) })) return undefined;
  const { input, draft } = failed;
  const found = draft.lineups.length;
  const message =
    input.minUnique === 1
      ? `The rules allow no more than ${countOf(found, 'different lineup')}.`
      : `After ${countOf(found, 'lineup')} the rules allow no other that differs from ${found === 1 ? 'it' : 'each of them'} in at least ${input.minUnique} drivers.`;
  return { rule: 'uniqueness', message };
}

/** Limits first, minimums after: with the limits alone a lineup may be left. */
function explainExposure(failed: Failed, feasibility: Feasibility): Shortfall {
  const { input, slate, draft } = failed;
  const open = slate.open.filter((position) => draft.hasRoomFor(position));
  const isLimited = !feasibility.hasLineup({ open, taken: takenOf(failed) });
  const message = isLimited ? limitMessage(failed) : minimumMessage(failed);
  const atOdds = slate.open.filter((p) => draft.limits.minUses[p]! > draft.limits.maxUses[p]!);
  if (atOdds.length === 0) return { rule: 'exposure', message };
  const verb = atOdds.length === 1 ? 'has' : 'have';
  return {
    rule: 'exposure',
    message: `${message} ${namesOf(atOdds, input)} ${verb} a minimum above the limit.`,
  };
}

function limitMessage({ input, slate, draft }: Failed): string {
  const spent = slate.open.filter((position) => !draft.hasRoomFor(position));
  const found = draft.lineups.length;
  if (found === 0) {
    return `Every lineup needs a driver whose maximum exposure, out of ${countOf(draft.asked, 'lineup')}, allows none: ${namesOf(spent, input)}.`;
  }
  return `After ${countOf(found, 'lineup')} every other one${input.minUnique > 1 ? ' that differs enough' : ''} needs a driver who has reached the maximum exposure: ${namesOf(spent, input)}.`;
}

function minimumMessage({ input, slate, draft }: Failed): string {
  const owed = slate.open.filter((p) => draft.limits.minUses[p]! > draft.uses[p]!);
  const forced = owed.filter((p) => draft.limits.minUses[p]! - draft.uses[p]! >= draft.missing);
  const where = draft.lineups.length === 0 ? 'every lineup' : lastLineups(draft.missing);
  return `To meet the minimum exposure, ${namesOf(forced, input)} must be in ${where}, and the other rules leave no such lineup.`;
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
