import type { PortfolioInput, Scenarios } from '@pitwall/contract';
import { type KernelModule, type PreparedRaces, prepareRaces } from '@pitwall/universe';

import type { SlateRaces } from '../races/slateRaces.ts';
import { partOf, type StageControl } from '../stages.ts';

/** Simulated races with those who play against us in them. */
export type RaceSample = PreparedRaces &
  Pick<Scenarios, 'seed' | 'count'> & {
    points: Int16Array;
    /** Lines beside that of the top share, which is the only one of `lines`. */
    moreLines: PreparedRaces['lines'];
  };

export type Drawn = {
  kernels: KernelModule;
  input: PortfolioInput;
  races: SlateRaces;
  shares?: readonly number[];
};

/** Undefined when stopped. */
export function drawSample(
  { kernels, input, races, shares = [] }: Drawn,
  { seed, count }: Pick<Scenarios, 'seed' | 'count'>,
  control: StageControl,
): RaceSample | undefined {
  const { shouldStop, onShare } = partOf(control, [0.5, 1]);
  const points = races.simulate({ seed, count }, partOf(control, [0, 0.5]));
  if (!points) return undefined;
  const prepared = prepareRaces(
    kernels,
    {
      input,
      points,
      races: count,
      opponents: opponentsOf(input),
      // The opponents of fresh races are fresh, too.
      seed: (input.seed ^ seed) >>> 0,
      shares: [input.topShare, ...shares],
    },
    {
      shouldStop,
      // The field is drawn before, and in no time beside the lines.
      onProgress: ({ phase, done, total }) => phase === 'lines' && onShare(done / total),
    },
  );
  if (!prepared) return undefined;
  const [top, ...moreLines] = prepared.lines;
  return { ...prepared, lines: [top!], moreLines, seed, count, points };
}

export function opponentsOf({ contest, lineups, opponents }: PortfolioInput): number {
  return contest ? contest.fieldSize - lineups : opponents;
}
