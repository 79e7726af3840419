import {
  AppError,
  type Evaluation,
  type PortfolioFigures,
  type PortfolioInput,
} from '@pitwall/contract';
import { buildPortfolio, describePortfolio, positionsOf } from '@pitwall/lineups';
import { enumerateLineups, type LineupUniverse, loadKernels, numbersOf } from '@pitwall/universe';

import { Interrupted } from '../interrupted.ts';
import { outOfReach } from '../races/outOfReach.ts';
import { nothingInTime } from '../runContext.ts';
import { partOf, type StageControl } from '../stages.ts';
import { type Evaluated, evaluateLineups, withWorth } from './evaluateLineups.ts';
import { objectiveOf } from './objectiveOf.ts';
import type { PortfolioEnd, PortfolioJob } from './portfolioJob.ts';
import { freshScenariosOf } from './racePlan.ts';
import { drawSample, opponentsOf } from './raceSample.ts';
import type { Selected } from './raceStrategy.ts';
import { RaceWork } from './raceWork.ts';
import { type SelectedByRaces, selectByRaces } from './selectByRaces.ts';

/**
 * Lineups selected by what they do in simulated races. Interrupted, it hands in the best so far, or goes
 * on later from which lineups are worth selecting from.
 */
export async function racePortfolio(job: PortfolioJob): Promise<PortfolioEnd> {
  const { input, context, phases } = job;
  const kernels = await loadKernels();
  const shouldStop = () => context.request() !== 'go_on';
  const universe = await phases.time('enumerate', () => enumerateLineups(input, { shouldStop }));
  if (universe === 'too_many') throw tooMany();
  const start = universe === 'stopped' ? undefined : startOf(input, universe, shouldStop);
  if (universe === 'stopped' || !start) return endEarly(job);
  if (universe.count === 0) return { type: 'found', found: buildPortfolio(input), warnings: [] };
  const work = new RaceWork({ ...job, kernels }, { universe, start });
  try {
    return await build(work);
  } catch (error) {
    if (error instanceof Interrupted) return endEarly(job, work);
    throw outOfReach(error);
  }
}

/** The numbers of those lineups to begin with that still keep the rules; undefined when stopped. */
function startOf(
  { start = [], ...input }: PortfolioInput,
  universe: LineupUniverse,
  shouldStop: () => boolean,
): Uint32Array | undefined {
  if (start.length === 0) return new Uint32Array(0);
  const lineups = start.map((drivers) => ({ drivers }));
  return numbersOf(universe, positionsOf(lineups, input), shouldStop);
}

function tooMany(): AppError {
  const message =
    'The rules allow more than 20 million lineups, too many to look at all of them in every race: ' +
    'exclude drivers who are no choice, or raise `minSalary`';
  return new AppError('kind_gave_up', message);
}

function endEarly({ input, context }: PortfolioJob, work?: RaceWork): PortfolioEnd {
  const request = context.request();
  const { best, reason, checkpoint } = work ?? { best: [], checkpoint: context.checkpoint };
  if (request === 'release') return { type: 'released', checkpoint };
  if (best.length === 0 && request === 'time_limit') throw nothingInTime();
  const termination = request === 'time_limit' ? 'time_limit' : 'user_stop';
  const found = describePortfolio(input, best, { termination, ...(reason && { reason }) });
  return { type: 'found', found, warnings: [] };
}

async function build(work: RaceWork): Promise<PortfolioEnd> {
  const { input, stages } = work;
  const selected = await selectByRaces(work);
  const worth = await stages.run('evaluate', (control) => evaluate(work, selected, control));
  requireClaimed(input, worth.selected.figures, selected);
  const found = describePortfolio(input, selected.lineups, {
    termination: 'feasible',
    ...(selected.reason && { reason: selected.reason }),
  });
  return {
    type: 'found',
    found: withWorth(found, worth.fresh),
    evaluation: evaluationOf(input, worth, selected),
    warnings: selected.races.warnings,
  };
}

/** Cents of thousands of races, added up in another order. */
const ROUNDING = 1e-6;

/** What the kernels of the selection say, and what the plain evaluation finds, has to be the same. */
function requireClaimed(
  input: PortfolioInput,
  figures: PortfolioFigures,
  { claimed, bound }: Selected,
): void {
  const had = objectiveOf(input, figures);
  // A profit may be the small difference of large sums.
  const rounding = ROUNDING * Math.max(1, Math.abs(had), figures.contest?.fees ?? 0);
  const isClaimed = Math.abs((claimed ?? had) - had) <= rounding;
  if (isClaimed && (bound ?? had) >= had - rounding) return;
  const message = `The portfolio did not pass our own check. It has ${had} of its objective, not ${claimed ?? had} of at most ${bound ?? had}`;
  throw new AppError('solver_failed', message);
}

type Worth = Record<'selected' | 'fresh' | 'byProjection', Evaluated>;

/** In their own races, and in fresh ones beside as many lineups by projection. */
function evaluate(
  { input, kernels }: RaceWork,
  { lineups, races, sample }: SelectedByRaces,
  control: StageControl,
): Worth | undefined {
  const selected = evaluateLineups(lineups, { input, kernels, sample }, partOf(control, [0, 0.2]));
  const fresh =
    selected &&
    drawSample({ input, kernels, races }, freshScenariosOf(input), partOf(control, [0.2, 0.6]));
  if (!fresh) return undefined;
  const others = lineupsByProjection(input, control);
  const given = { input, kernels, sample: fresh };
  const ours = evaluateLineups(lineups, given, partOf(control, [0.6, 0.8]));
  const theirs = ours && evaluateLineups(others, given, partOf(control, [0.8, 1]));
  return theirs && { selected, fresh: ours, byProjection: theirs };
}

function lineupsByProjection(input: PortfolioInput, { shouldStop }: StageControl): Uint8Array[] {
  const { lineups } = buildPortfolio({ ...input, objective: 'projection' }, { shouldStop });
  return positionsOf(lineups, input);
}

function evaluationOf(input: PortfolioInput, worth: Worth, { bound }: SelectedByRaces): Evaluation {
  const had = objectiveOf(input, worth.selected.figures);
  return {
    topShare: input.topShare,
    opponents: opponentsOf(input),
    selected: worth.selected.figures,
    fresh: worth.fresh.figures,
    byProjection: worth.byProjection.figures,
    ...(input.objective !== 'projection' && { objective: input.objective }),
    ...(bound === undefined ? {} : { bound, ...gapOf(had, bound) }),
  };
}

/** Profits may be below nothing. Of a bound of nothing there are no shares. */
export function gapOf(had: number, bound: number): { gap?: number } {
  if (had >= bound) return { gap: 0 };
  return bound === 0 ? {} : { gap: (bound - had) / Math.abs(bound) };
}
