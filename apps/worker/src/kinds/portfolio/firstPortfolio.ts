import { chooseCandidates, selectTail } from '@pitwall/portfolios';
import { countLineups, createCountTask } from '@pitwall/universe';

import { SlateRaces } from '../races/slateRaces.ts';
import { partOf, type StageControl } from '../stages.ts';
import { evaluateLineups } from './evaluateLineups.ts';
import { objectiveOf } from './objectiveOf.ts';
import { firstScenariosOf, trialScenariosOf } from './racePlan.ts';
import { drawSample } from './raceSample.ts';
import type { RaceWork } from './raceWork.ts';

const FIRST_CANDIDATES = 5_000;

/**
 * All of it with few races: a portfolio to show within a second, and to hand in when told to stop before
 * there is a better one. Undefined when stopped.
 */
export function firstPortfolio(work: RaceWork, control: StageControl): true | undefined {
  const { input, kernels, universe } = work;
  const scenarios = firstScenariosOf(input);
  const races = SlateRaces.fit({ ...input, scenarios }, partOf(control, [0, 0.3]));
  const drawn = races && { input, kernels, races };
  const sample = drawn && drawSample(drawn, scenarios, partOf(control, [0.3, 0.4]));
  if (!sample) return undefined;
  const task = createCountTask({ universe, ...sample });
  const { shouldStop } = control;
  if (!countLineups(kernels, task, { shouldStop })) return undefined;
  const best = chooseCandidates({ input, task, count: FIRST_CANDIDATES }, { shouldStop });
  if (!best) return undefined;
  const candidates = work.withStart(best);
  const { lineups, isComplete, reason } = selectTail(
    kernels,
    { input, task, candidates, isBounded: false },
    { shouldStop },
  );
  const trial =
    isComplete && drawSample(drawn, trialScenariosOf(input), partOf(control, [0.8, 0.9]));
  const evaluated =
    trial && evaluateLineups(lineups, { input, kernels, sample: trial }, partOf(control, [0.9, 1]));
  if (!evaluated) return undefined;
  work.best = lineups;
  work.reason = reason;
  work.context.tell(work.incumbentOf(lineups, objectiveOf(input, evaluated.figures)));
  return true;
}
