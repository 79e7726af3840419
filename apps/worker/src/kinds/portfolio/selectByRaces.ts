import type { Shortfall } from '@pitwall/contract';
import {
  type BetterPortfolio,
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  type SelectionProgress,
  readBound,
  selectTail,
  type TailBound,
  type TailSelection,
} from '@pitwall/portfolios';
import { type CountTask, createCountTask } from '@pitwall/universe';

import { SlateRaces } from '../races/slateRaces.ts';
import { countTogether } from './countTogether.ts';
import { firstPortfolio } from './firstPortfolio.ts';
import { scenariosOf } from './racePlan.ts';
import { drawSample, type RaceSample } from './raceSample.ts';
import type { RaceWork } from './raceWork.ts';

export type Selected = {
  /** As input positions, in the order selected. */
  lineups: Uint8Array[];
  races: SlateRaces;
  /** Those they were selected by. */
  sample: RaceSample;
  reason?: Shortfall;
  /** What no portfolio exceeds in these races. */
  bound?: number;
};

/** Throws an Interrupted when told to stop. */
export async function selectByRaces(work: RaceWork): Promise<Selected> {
  const { input, kernels, stages, universe } = work;
  if (work.checkpoint) stages.skip('first');
  else await stages.run('first', (control) => firstPortfolio(work, control));
  const scenarios = scenariosOf(input);
  const races = await stages.run('fit', (control) =>
    SlateRaces.fit({ ...input, scenarios }, control),
  );
  const sample = await stages.run('simulate', (control) =>
    drawSample({ kernels, input, races }, scenarios, control),
  );
  const task = createCountTask({ universe, ...sample });
  const candidates = await candidatesOf(work, task);
  const { lineups, reason, bound: counted } = await select(work, task, candidates);
  const bound = counted && (await boundOf(work, counted));
  return {
    lineups,
    races,
    sample,
    ...(reason && { reason }),
    ...(bound !== undefined && { bound }),
  };
}

async function candidatesOf(work: RaceWork, task: CountTask): Promise<Uint32Array> {
  const { input, kernels, stages, context } = work;
  if (work.checkpoint) {
    stages.skip('count');
    return decodeCandidates(work.checkpoint.candidates);
  }
  const candidates = await stages.run('count', async ({ shouldStop, onShare }) => {
    const isComplete = await countTogether(
      { kernels, task, threads: context.threads },
      { shouldStop, onProgress: ({ done, total }) => onShare(done / total) },
    );
    return isComplete ? chooseCandidates({ input, task }, { shouldStop }) : undefined;
  });
  work.checkpoint = { candidates: encodeCandidates(candidates) };
  context.tell({ checkpoint: work.checkpoint });
  return candidates;
}

async function select(
  work: RaceWork,
  task: CountTask,
  candidates: Uint32Array,
): Promise<TailSelection> {
  const { input, kernels, stages } = work;
  const { count } = task.scenarios;
  return await stages.run('select', ({ shouldStop, onShare }) => {
    let better: BetterPortfolio | undefined;
    const selection = selectTail(
      kernels,
      { input, task, candidates },
      {
        shouldStop,
        onBetter: (found) => (better = found),
        onProgress: ({ phase, done, total }) =>
          onShare(shareOf(phase, done / total), () =>
            better ? work.incumbentOf(better.lineups(), better.covered / count) : {},
          ),
      },
    );
    if (selection.lineups.length >= work.best.length) work.best = selection.lineups;
    return selection.isComplete ? selection : undefined;
  });
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
} satisfies Record<SelectionProgress['phase'], [from: number, to: number]>;

function shareOf(phase: SelectionProgress['phase'], done: number): number {
  const [from, to] = PARTS[phase];
  return from + (to - from) * done;
}
