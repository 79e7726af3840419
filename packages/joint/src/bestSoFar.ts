import { type JointProblem, stepsOf } from './jointProblem.ts';
import { rivalSets } from './rivalSets.ts';

/** A gap of no more than this is called optimal: a hundred-thousandth. */
export const TARGET_GAP = 1e-5;

/** The best portfolio so far, and how much better one could be at most. */
export class BestSoFar {
  lineups: readonly Uint8Array[];
  /** Of all lineups together. */
  steps: number;
  /** No portfolio within the limits has more. */
  boundSteps = Infinity;
  readonly #problem: JointProblem;
  readonly #onChange: () => void;

  constructor(lineups: readonly Uint8Array[], problem: JointProblem, onChange: () => void) {
    this.#problem = problem;
    this.#onChange = onChange;
    this.lineups = lineups;
    this.steps = this.#total(lineups);
  }

  /** Takes it if it is better and, by our own count, within the limits: a solver may have made it. */
  offer(lineups: readonly Uint8Array[]): void {
    const steps = this.#total(lineups);
    if (this.isComplete && steps <= this.steps) return;
    if (!keepsLimits(lineups, this.#problem)) return;
    this.lineups = lineups;
    this.steps = steps;
    this.#onChange();
  }

  offerBound(steps: number): void {
    if (steps >= this.boundSteps) return;
    this.boundSteps = steps;
    this.#onChange();
  }

  get isComplete(): boolean {
    return this.lineups.length === this.#problem.asked;
  }

  /** Relative to the bound. */
  get gap(): number {
    return (this.boundSteps - this.steps) / Math.max(1, Math.abs(this.boundSteps));
  }

  get isGoodEnough(): boolean {
    return this.isComplete && this.gap <= TARGET_GAP;
  }

  #total(lineups: readonly Uint8Array[]): number {
    return lineups.reduce((sum, lineup) => sum + stepsOf(lineup, this.#problem), 0);
  }
}

/** That each lineup by itself is allowed is for those who made it: the search for lineups. */
function keepsLimits(lineups: readonly Uint8Array[], problem: JointProblem): boolean {
  const { asked, limits, input } = problem;
  if (lineups.length !== asked) return false;
  const uses = new Int32Array(input.drivers.length);
  for (const lineup of lineups) for (const position of lineup) uses[position]!++;
  const isWithin = (count: number, position: number) =>
    count >= limits.minUses[position]! && count <= limits.maxUses[position]!;
  return uses.every(isWithin) && rivalSets(lineups, input.minUnique).length === 0;
}
