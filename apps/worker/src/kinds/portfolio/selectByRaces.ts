import type { PortfolioInput, Shortfall } from '@pitwall/contract';
import {
  chooseCandidates,
  decodeCandidates,
  encodeCandidates,
  selectTail,
} from '@pitwall/portfolios';
import { type CountTask, createCountTask } from '@pitwall/universe';

import { SlateRaces } from '../races/slateRaces.ts';
import { countTogether } from './countTogether.ts';
import { firstPortfolio } from './firstPortfolio.ts';
import { scenariosOf } from './racePlan.ts';
import { drawSample, type RaceSample } from './raceSample.ts';
import type { RaceWork } from './raceWork.ts';

/** The long part is behind: which lineups to select from. All else is made anew from the input. */
export type RaceCheckpoint = { candidates: string };

export type Selected = {
  /** As input positions, in the order selected. */
  lineups: Uint8Array[];
  races: SlateRaces;
  /** Those they were selected by. */
  sample: RaceSample;
  reason?: Shortfall;
  bound?: number;
};

/** Throws an Interrupted when told to stop. */
export async function selectByRaces(work: RaceWork): Promise<Selected> {
  const { input, kernels, stages, context, universe } = work;
  const saved = context.checkpoint as RaceCheckpoint | undefined;
  if (saved) stages.skip('first');
  else await stages.run('first', (control) => firstPortfolio(work, control));
  const scenarios = scenariosOf(input);
  const races = await stages.run('fit', ({ shouldStop, onShare }) =>
    SlateRaces.fit(
      { ...input, scenarios },
      { shouldStop, onProgress: ({ races: done, asked }) => onShare(done / asked) },
    ),
  );
  const sample = await stages.run('simulate', (control) =>
    drawSample({ kernels, input, races }, scenarios, control),
  );
  const task = createCountTask({ universe, ...sample });
  const candidates = await candidatesOf(work, task, saved);
  const selection = await select(work, task, candidates);
  return { ...selection, races, sample };
}

async function candidatesOf(
  { input, kernels, stages, context }: RaceWork,
  task: CountTask,
  saved: RaceCheckpoint | undefined,
): Promise<Uint32Array> {
  if (saved) {
    stages.skip('count');
    return decodeCandidates(saved.candidates);
  }
  const candidates = await stages.run('count', async ({ shouldStop, onShare }) => {
    const isComplete = await countTogether(
      { kernels, task, threads: context.threads },
      { shouldStop, onProgress: ({ done, total }) => onShare(done / total) },
    );
    return isComplete ? chooseCandidates({ input, task }, { shouldStop }) : undefined;
  });
  const checkpoint: RaceCheckpoint = { candidates: encodeCandidates(candidates) };
  context.tell({ checkpoint });
  return candidates;
}
