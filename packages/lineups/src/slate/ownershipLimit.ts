import type { PortfolioInput } from '@pitwall/contract';

/** Shares are added up in steps of a thousand-millionth, so that 0.4 and 0.2 and 0.6 are 1.2. */
const STEPS_PER_SHARE = 1_000_000_000;

/** What the ownership of a lineup's drivers may add up to at most, in steps. */
export type OwnershipLimit = {
  /** By input position. */
  steps: Float64Array;
  maxSteps: number;
};

/** Undefined when there is none, or none that a lineup could exceed. */
export function ownershipLimitOf({ drivers, rules }: PortfolioInput): OwnershipLimit | undefined {
  if (rules.maxOwnership === undefined) return undefined;
  const steps = Float64Array.from(drivers, ({ ownership = 0, exclude }) =>
    exclude ? 0 : toOwnershipSteps(ownership),
  );
  const maxSteps = toOwnershipSteps(rules.maxOwnership);
  const most = steps
    .toSorted()
    .subarray(-rules.rosterSize)
    .reduce((sum, step) => sum + step, 0);
  return most > maxSteps ? { steps, maxSteps } : undefined;
}

export function toOwnershipShare(steps: number): number {
  return steps / STEPS_PER_SHARE;
}

function toOwnershipSteps(share: number): number {
  return Math.round(share * STEPS_PER_SHARE);
}
