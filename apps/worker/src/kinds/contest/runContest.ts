import { type LineupFigures, type SimulatedContest, simulateContest } from '@pitwall/contests';
import { type ContestInput, type ContestResult, SITE_RULES } from '@pitwall/contract';
import { SITE_SCORING } from '@pitwall/races';
import { contestLineups } from '@pitwall/slates';
import { loadKernels, prepareRaces } from '@pitwall/universe';

import { Interrupted } from '../interrupted.ts';
import { Phases } from '../phases.ts';
import { proofOf } from '../proofOf.ts';
import { outOfReach } from '../races/outOfReach.ts';
import { requireSoundContest } from '../races/requireSoundContest.ts';
import { SlateRaces } from '../races/slateRaces.ts';
import {
  nothingInTime,
  type RunContext,
  type RunOutcome,
  stoppedWithoutResult,
} from '../runContext.ts';
import { type Plan, Stages } from '../stages.ts';

const PLAN = {
  fit: { step: 'fitting the field to the projections', share: 0.35 },
  simulate: { step: 'simulating the races', share: 0.15 },
  field: { step: 'drawing the lineups of the others', share: 0.1 },
  contest: { step: 'ranking all entries', share: 0.4 },
} satisfies Plan<string>;

/** A start goes on from nothing: all of it takes seconds. */
export async function runContest(given: unknown, context: RunContext): Promise<RunOutcome> {
  const input = given as ContestInput;
  const phases = new Phases();
  try {
    const lineups = await phases.time('lineups', () => contestLineups(input));
    const { simulated, warnings } = await enter(lineups, input, { context, phases });
    const result: ContestResult = {
      ...describe(input, lineups, simulated),
      warnings,
      ...proofOf(input, phases),
    };
    return { type: 'finished', result };
  } catch (error) {
    if (error instanceof Interrupted) return endEarly(error);
    throw outOfReach(error);
  }
}

function endEarly({ request }: Interrupted): RunOutcome {
  if (request === 'release') return { type: 'released', checkpoint: undefined };
  throw request === 'time_limit' ? nothingInTime() : stoppedWithoutResult();
}

async function enter(
  lineups: readonly string[][],
  input: ContestInput,
  work: { context: RunContext; phases: Phases },
): Promise<{ simulated: SimulatedContest; warnings: string[] }> {
  const { site, drivers, scenarios, contest, seed } = input;
  const kernels = await loadKernels();
  const stages = new Stages(PLAN, work);
  const races = await stages.run('fit', (control) => SlateRaces.fit(input, control));
  const points = await stages.run('simulate', (control) => races.simulate(scenarios, control));
  const field = await stages.run('field', ({ shouldStop }) => {
    const opponents = contest.fieldSize - lineups.length;
    const slate = { drivers, rules: SITE_RULES[site] };
    const request = { input: slate, points, races: scenarios.count, opponents, seed, shares: [] };
    return prepareRaces(kernels, request, { shouldStop });
  });
  const { stepsPerPoint } = SITE_SCORING[site];
  const positions = new Map(drivers.map(({ id }, position) => [id, position]));
  const ours = Uint8Array.from(lineups.flat(), (id) => positions.get(id)!);
  const entered = { ...field, stepsPerPoint, contest, lineups: ours };
  const simulated = await stages.run('contest', ({ shouldStop, onShare }) =>
    simulateContest(kernels, entered, {
      shouldStop,
      onProgress: ({ done, total }) => onShare(done / total),
    }),
  );
  await work.phases.time('check', () => requireSoundContest(entered, simulated));
  return {
    simulated,
    warnings: [...races.warnings, ...warnOfCost(lineups, input), ...warnOfOut(lineups, input)],
  };
}

/** The site takes no such lineup: it may be one of another slate, or of other salaries. */
function warnOfCost(lineups: readonly string[][], { site, drivers }: ContestInput): string[] {
  const { salaryCap } = SITE_RULES[site];
  const salaries = new Map(drivers.map(({ id, salary }) => [id, salary]));
  const costOf = (ids: readonly string[]) =>
    ids.reduce((cost, id) => cost + (salaries.get(id) ?? 0), 0);
  const count = lineups.filter((ids) => costOf(ids) > salaryCap).length;
  const cap = salaryCap.toLocaleString('en-US');
  return count > 0 ? [`Lineups above the salary cap of $${cap}: ${count}`] : [];
}

/** Such an entry is played as it is: its other drivers may still win something. */
function warnOfOut(lineups: readonly string[][], { drivers }: ContestInput): string[] {
  const out = new Set(drivers.filter((driver) => driver.out).map(({ id }) => id));
  const count = lineups.filter((ids) => ids.some((id) => out.has(id))).length;
  return count > 0 ? [`Lineups with a driver who is out and scores nothing: ${count}`] : [];
}

function describe(
  { site, slateId, scenarios }: ContestInput,
  lineups: readonly string[][],
  { total, lineups: each }: SimulatedContest,
): Omit<ContestResult, 'warnings' | 'inputSha256' | 'engine' | 'timings'> {
  const withDrivers = (figures: LineupFigures, index: number) => ({
    drivers: lineups[index]!,
    ...figures,
  });
  return {
    termination: 'optimal',
    site,
    ...(slateId === undefined ? {} : { slateId }),
    races: scenarios.count,
    total,
    lineups: each.map(withDrivers),
  };
}
