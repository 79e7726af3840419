import type { PortfolioInput, Shortfall } from '@pitwall/contract';
import type { CountTask } from '@pitwall/universe';

import type { StageControl } from '../stages.ts';
import type { RaceSample } from './raceSample.ts';
import type { Chosen, RaceWork } from './raceWork.ts';

export type Selected = {
  /** As input positions, in the order selected. */
  lineups: Uint8Array[];
  /** What the selection says that they have of the objective, where it looked at all the races. */
  claimed?: number;
  reason?: Shortfall;
  /** What no portfolio exceeds in the races it was selected by. */
  bound?: number;
};

/** How lineups are selected for one objective. */
export type RaceStrategy = {
  /** Parts of the field whose lines every lineup is counted at, beside the top share. */
  shares: (input: PortfolioInput) => number[];
  /** From a complete count; undefined when stopped. */
  choose: (work: RaceWork, task: CountTask, control: StageControl) => Chosen | undefined;
  /** Throws an Interrupted when told to stop. */
  select: (work: RaceWork, sample: RaceSample, chosen: Chosen) => Promise<Selected>;
};
