import type { PortfolioInput, Shortfall } from '@pitwall/contract';
import { countOf, listOf, namesOf } from '@pitwall/lineups';

import type { Draft } from './draft.ts';
import { portfolioLimitsOf } from './portfolioLimits.ts';

type Shown = { input: PortfolioInput; draft: Draft };
type Short = Shown & {
  /** Whether lineups are left that differ enough and only have no room. */
  hasOther: boolean;
};

/**
 * Why a finished draft is short of lineups or of a minimum exposure, in a user's words; undefined where it
 * is neither.
 */
export function explainShortfall({ input, draft, hasOther }: Short): Shortfall | undefined {
  const unmet = unmetMinimums(input, draft.lineups());
  if (draft.missing === 0) return unmet ? { rule: 'exposure', message: unmet } : undefined;
  const message = hasOther ? roomMessage({ input, draft }) : alikeMessage({ input, draft });
  return {
    rule: hasOther ? 'exposure' : 'uniqueness',
    message: unmet ? `${message} ${unmet}` : message,
  };
}

function alikeMessage({ input, draft }: Shown): string {
  const found = draft.members.length;
  return input.minUnique === 1
    ? `The rules allow no more than ${countOf(found, 'different lineup')}.`
    : `Beside ${countOf(found, 'lineup')} the rules allow no other that differs from each of them in at least ${input.minUnique} drivers.`;
}

function roomMessage({ input, draft }: Shown): string {
  const { uses, limits, members } = draft;
  const spent = drivers(draft).filter((driver) => uses[driver]! >= limits.maxUses[driver]!);
  return `Beside ${countOf(members.length, 'lineup')} every other one${input.minUnique > 1 ? ' that differs enough' : ''} needs a driver who has reached the maximum exposure: ${namesOf(spent, input)}.`;
}

/** Which minimum exposures lineups, as input positions, do not meet, in a user's words. */
export function unmetMinimums(
  input: PortfolioInput,
  lineups: readonly Uint8Array[],
): string | undefined {
  const { minUses } = portfolioLimitsOf(input);
  const uses = new Int32Array(minUses.length);
  for (const lineup of lineups) for (const driver of lineup) uses[driver]!++;
  const unmet = [...uses.keys()].filter((driver) => uses[driver]! < minUses[driver]!);
  if (unmet.length === 0) return undefined;
  const parts = unmet.map(
    (driver) =>
      `${input.drivers[driver]!.name} is in ${uses[driver]} of at least ${minUses[driver]}`,
  );
  return `Minimum exposure not met: ${listOf(parts)}.`;
}

function drivers({ uses }: Draft): number[] {
  return [...uses.keys()];
}
