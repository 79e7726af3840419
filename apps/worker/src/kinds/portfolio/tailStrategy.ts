import {
  type BetterPortfolio,
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  readBound,
  type SelectionProgress,
  selectTail,
  type TailBound,
  type TailSelection,
} from '@pitwall/portfolios';

import { type Part, shareIn, type StageControl } from '../stages.ts';
import { countTogether } from './countTogether.ts';
import type { RaceSample } from './raceSample.ts';
import type { RaceStrategy } from './raceStrategy.ts';
import type { Chosen, RaceWork } from './raceWork.ts';

/** As many races as possible with at least one lineup in the top share of the field. */
export const tailStrategy: RaceStrategy = {
  shares: () => [],
  choose(work, task, control) {
    const candidates = chooseCandidates({ input: work.input, task }, control);
    return candidates && { candidates: encodeCandidates(work.withStart(candidates)) };
  },
  async select(work, sample, chosen) {
    const {
      bound: counted,
      covered,
      lineups,
      reason,
    } = await work.stages.run('select', (control) => select(work, { sample, chosen }, control));
    const bound = counted && (await boundOf(work, counted));
    return {
      lineups,
      claimed: covered / sample.count,
      ...(reason && { reason }),
      ...(bound !== undefined && { bound }),
    };
  },
};

function select(
  work: RaceWork,
  { sample, chosen }: { sample: RaceSample; chosen: Chosen },
  { shouldStop, onShare }: StageControl,
): TailSelection | undefined {
  const { input, kernels, universe } = work;
  let better: BetterPortfolio | undefined;
  const incumbent = () =>
    better ? work.incumbentOf(better.lineups(), better.covered / sample.count) : {};
  const selection = selectTail(
    kernels,
    { input, task: { universe, ...sample }, candidates: decodeCandidates(chosen.candidates) },
    {
      shouldStop,
      onBetter: (found) => (better = found),
      onProgress: ({ phase, done, total }) =>
        onShare(shareIn(PARTS[phase], done / total), incumbent),
    },
  );
  if (selection.lineups.length >= work.best.length) work.best = selection.lineups;
  return selection.isComplete ? selection : undefined;
}

/** As a share of the races. */
async function boundOf({ kernels, stages, context }: RaceWork, bound: TailBound): Promise<number> {
  const { threads } = context;
  return await stages.run('bound', async ({ shouldStop, onShare }) => {
    const isComplete = await countTogether(
      { kernels, task: bound.task, threads },
      { shouldStop, onProgress: ({ done, total }) => onShare(done / total) },
    );
    const most = isComplete ? readBound(bound, { shouldStop }) : undefined;
    return most === undefined ? undefined : most / bound.races;
  });
}

/** Where each part of a selection begins and ends. */
const PARTS = {
  bits: [0, 0.2],
  greedy: [0.2, 0.5],
  exchange: [0.5, 0.9],
  bound: [0.9, 1],
} satisfies Record<SelectionProgress['phase'], Part>;
