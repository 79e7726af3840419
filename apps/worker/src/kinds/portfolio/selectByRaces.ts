import { createCountTask } from '@pitwall/universe';

import { SlateRaces } from '../races/slateRaces.ts';
import { countTogether } from './countTogether.ts';
import { firstPortfolio } from './firstPortfolio.ts';
import { profitStrategy } from './profitStrategy.ts';
import { scenariosOf } from './racePlan.ts';
import { drawSample, type RaceSample } from './raceSample.ts';
import type { RaceStrategy, Selected } from './raceStrategy.ts';
import type { Chosen, RaceWork } from './raceWork.ts';
import { tailStrategy } from './tailStrategy.ts';

export type SelectedByRaces = Selected & {
  races: SlateRaces;
  /** The races they were selected by. */
  sample: RaceSample;
};

/** Throws an Interrupted when told to stop. */
export async function selectByRaces(work: RaceWork): Promise<SelectedByRaces> {
  const { input, kernels, stages } = work;
  if (work.checkpoint) stages.skip('first');
  else await stages.run('first', (control) => firstPortfolio(work, control));
  const scenarios = scenariosOf(input);
  const strategy = input.objective === 'roi' ? profitStrategy : tailStrategy;
  const shares = strategy.shares(input);
  const races = await stages.run('fit', (control) =>
    SlateRaces.fit({ ...input, scenarios }, control),
  );
  const sample = await stages.run('simulate', (control) =>
    drawSample({ kernels, input, races, shares }, scenarios, control),
  );
  const chosen = await choose(work, strategy, sample);
  const selected = await strategy.select(work, sample, chosen);
  return { ...selected, races, sample };
}

async function choose(work: RaceWork, strategy: RaceStrategy, sample: RaceSample): Promise<Chosen> {
  const { kernels, universe, stages, context } = work;
  if (work.checkpoint) {
    stages.skip('count');
    return work.checkpoint;
  }
  const { scenarios, lines, moreLines } = sample;
  const task = createCountTask({
    universe,
    scenarios,
    lines: moreLines.length > 0 ? moreLines : lines,
  });
  const chosen = await stages.run('count', async (control) => {
    const { shouldStop, onShare } = control;
    const isComplete = await countTogether(
      { kernels, task, threads: context.threads },
      { shouldStop, onProgress: ({ done, total }) => onShare(done / total) },
    );
    return isComplete ? strategy.choose(work, task, { shouldStop, onShare }) : undefined;
  });
  return work.keep(chosen);
}
