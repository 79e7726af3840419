import type { PortfolioInput, Shortfall } from '@pitwall/contract';
import type { Progress } from '@pitwall/job-state';
import { describePortfolio } from '@pitwall/lineups';
import { readVersion } from '@pitwall/runtime';
import type { KernelModule, LineupUniverse } from '@pitwall/universe';

import type { Phases } from '../phases.ts';
import type { RunContext } from '../runContext.ts';
import { Stages } from '../stages.ts';
import { portfolioIncumbent } from './portfolioIncumbent.ts';
import { RACE_PLAN, type RaceStage } from './racePlan.ts';

/** The long part is behind: which lineups to select from. All else is made anew from the input. */
export type RaceCheckpoint = Chosen & {
  /** Another version may number the lineups otherwise, or choose others: it counts anew. */
  version: string;
  /** What to hand in until there is better: input positions of one lineup after the other. */
  first: { lineups: string; reason?: Shortfall };
};

/** What a count comes to. */
export type Chosen = {
  candidates: string;
  /** What any other lineup wins at most alone, in dollars a contest. */
  otherwise?: number;
};

const VERSION = readVersion();

/** What an earlier start of this version has left. */
export function readCheckpoint(checkpoint: unknown): RaceCheckpoint | undefined {
  const left = (checkpoint ?? {}) as Partial<RaceCheckpoint>;
  return left.version === VERSION ? (left as RaceCheckpoint) : undefined;
}

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
  /** The numbers of those lineups to begin with that still keep the rules. */
  readonly #start: Uint32Array;
  /** As input positions: what to hand in when there is no time for more. */
  best: readonly Uint8Array[] = [];
  /** What the first portfolio lacks, if anything. */
  reason: Shortfall | undefined;
  /** What another start needs to go on from here. */
  checkpoint: RaceCheckpoint | undefined;

  constructor(
    { input, context, phases, kernels }: RaceJob,
    { universe, start }: { universe: LineupUniverse; start: Uint32Array },
  ) {
    this.input = input;
    this.context = context;
    this.kernels = kernels;
    this.universe = universe;
    this.#start = start;
    this.checkpoint = readCheckpoint(context.checkpoint);
    if (this.checkpoint) this.#takeUp(this.checkpoint);
    this.stages = new Stages<RaceStage>(RACE_PLAN, { context, phases });
  }

  /** Candidates, ascending, with the lineups to begin with among them. */
  withStart(candidates: Uint32Array): Uint32Array {
    return Uint32Array.from(new Set([...candidates, ...this.#start])).toSorted();
  }

  /** From here on another start can go on. */
  keep(chosen: Chosen): RaceCheckpoint {
    const lineups = Buffer.concat(this.best).toString('base64');
    const first = { lineups, ...(this.reason && { reason: this.reason }) };
    const checkpoint = { version: VERSION, first, ...chosen };
    this.checkpoint = checkpoint;
    this.context.tell({ checkpoint });
    return checkpoint;
  }

  #takeUp({ first }: RaceCheckpoint): void {
    const positions = Uint8Array.from(Buffer.from(first.lineups, 'base64'));
    const { rosterSize } = this.input.rules;
    this.best = Array.from({ length: positions.length / rosterSize }, (_, lineup) =>
      positions.subarray(lineup * rosterSize, (lineup + 1) * rosterSize),
    );
    this.reason = first.reason;
  }

  /** Better lineups than all before; `objective` is what the selection maximizes. */
  incumbentOf(lineups: readonly Uint8Array[], objective: number): Progress {
    const { lineups: described } = describePortfolio(this.input, lineups, {
      termination: 'feasible',
    });
    const { value } = portfolioIncumbent(this.input, {
      asked: this.input.lineups,
      lineups: described.map(({ drivers }) => drivers),
    });
    return { incumbent: { objective, value: { ...(value as object), lineups: described } } };
  }
}
