import type { PortfolioInput } from '@pitwall/contract';
import { describePortfolio } from '@pitwall/lineups';
import type { KernelModule, LineupUniverse } from '@pitwall/universe';

import type { Phases } from '../phases.ts';
import type { RunContext } from '../runContext.ts';
import { Stages } from '../stages.ts';
import { portfolioIncumbent } from './portfolioIncumbent.ts';
import { RACE_PLAN, type RaceStage } from './racePlan.ts';

export type RaceJob = {
  input: PortfolioInput;
  context: RunContext;
  phases: Phases;
  kernels: KernelModule;
};

/** A portfolio by races in the making: how far it is, and the best so far. */
export class RaceWork {
  readonly input: PortfolioInput;
  readonly context: RunContext;
  readonly kernels: KernelModule;
  readonly stages: Stages<RaceStage>;
  readonly universe: LineupUniverse;
  /** As input positions. */
  best: readonly Uint8Array[] = [];

  constructor({ input, context, phases, kernels }: RaceJob, universe: LineupUniverse) {
    this.input = input;
    this.context = context;
    this.kernels = kernels;
    this.universe = universe;
    this.stages = new Stages<RaceStage>(RACE_PLAN, { context, phases });
  }

  /** `objective` is what the selection maximizes, in races it was not selected by or in its own. */
  found(lineups: readonly Uint8Array[], objective: number): void {
    this.best = lineups;
    const described = describePortfolio(this.input, lineups, { termination: 'feasible' }).lineups;
    const { value } = portfolioIncumbent(this.input, {
      asked: this.input.lineups,
      lineups: described.map(({ drivers }) => drivers),
    });
    this.context.tell({
      incumbent: { objective, value: { ...(value as object), lineups: described } },
    });
  }
}
