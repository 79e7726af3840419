import { type LineupFigures, type SimulatedContest, simulateContest } from '@pitwall/contests';
import { AppError, type ContestInput, type ContestResult, SITE_RULES } from '@pitwall/contract';
import { SITE_SCORING } from '@pitwall/races';
import { contestLineups } from '@pitwall/slates';
import {
  drawField,
  loadKernels,
  fieldOwnership,
  prepareScenarios,
  type Scenarios,
} from '@pitwall/universe';

import { Phases } from '../phases.ts';
import { proofOf } from '../proofOf.ts';
import { SlateRaces } from '../races/slateRaces.ts';
import { nothingInTime, type RunContext, type RunOutcome } from '../runContext.ts';
import { tellPart } from './contestProgress.ts';

/** A start goes on from nothing: all of it takes seconds. */
export async function runContest(given: unknown, context: RunContext): Promise<RunOutcome> {
  const input = given as ContestInput;
  try {
    return (await new ContestRun(input, context).run()) ?? endOf(context);
  } catch (error) {
    // Numbers that no race or no lineup can have: to try again would not help.
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('invalid_input', error.message, { cause: error });
  }
}

function endOf({ request }: RunContext): RunOutcome {
  const asked = request();
  if (asked === 'release') return { type: 'released', checkpoint: undefined };
  if (asked === 'time_limit') throw nothingInTime();
  throw new AppError('stopped_without_result', 'The job was stopped before the contest was over');
}

class ContestRun {
  readonly #input: ContestInput;
  readonly #context: RunContext;
  readonly #phases = new Phases();

  constructor(input: ContestInput, context: RunContext) {
    this.#input = input;
    this.#context = context;
  }

  /** Undefined when told to end before. */
  async run(): Promise<RunOutcome | undefined> {
    const phases = this.#phases;
    const lineups = await phases.time('lineups', () => contestLineups(this.#input));
    const fitted = await phases.time('fit', () => this.#fit());
    const races = fitted && (await phases.time('races', () => this.#simulate(fitted)));
    const opponents = races && (await phases.time('opponents', () => this.#draw(lineups.length)));
    if (!opponents) return undefined;
    const simulated = await phases.time('contest', () =>
      this.#enter(lineups, { races, opponents }),
    );
    if (!simulated) return undefined;
    const warnings = [...fitted.warnings, ...this.#warnOfOut(lineups)];
    return { type: 'finished', result: this.#resultOf(lineups, simulated, warnings) };
  }

  get #shouldStop(): () => boolean {
    return () => this.#context.request() !== 'go_on';
  }

  #fit(): SlateRaces | undefined {
    return SlateRaces.fit(this.#input, this.#racesControl('fit'));
  }

  #simulate(fitted: SlateRaces): Scenarios | undefined {
    const { site, scenarios } = this.#input;
    const { count } = scenarios;
    const points = fitted.simulate(scenarios, this.#racesControl('races'));
    const { rosterSize } = SITE_RULES[site];
    return points && prepareScenarios(points, { count, rosterSize, shouldStop: this.#shouldStop });
  }

  #draw(ours: number): Uint8Array | undefined {
    const { drivers, site, contest, seed } = this.#input;
    const roster = SITE_RULES[site];
    const salaries = drivers.map(({ salary }) => salary);
    tellPart(this.#context, 'opponents', { done: 0, total: 1 });
    return drawField(
      { ...roster, salaries, ownership: fieldOwnership(drivers, roster) },
      { count: contest.fieldSize - ours, seed, shouldStop: this.#shouldStop },
    );
  }

  async #enter(
    lineups: readonly string[][],
    { races, opponents }: { races: Scenarios; opponents: Uint8Array },
  ): Promise<SimulatedContest | undefined> {
    const { drivers, site, contest } = this.#input;
    const positions = new Map(drivers.map(({ id }, position) => [id, position]));
    const given = {
      scenarios: races,
      stepsPerPoint: SITE_SCORING[site].stepsPerPoint,
      contest,
      opponents,
      lineups: Uint8Array.from(lineups.flat(), (id) => positions.get(id)!),
    };
    return simulateContest(await loadKernels(), given, {
      shouldStop: this.#shouldStop,
      onProgress: (progress) => tellPart(this.#context, 'contest', progress),
    });
  }

  /** Such an entry is played as it is: its other drivers may still win something. */
  #warnOfOut(lineups: readonly string[][]): string[] {
    const out = new Set(this.#input.drivers.filter((driver) => driver.out).map(({ id }) => id));
    const count = lineups.filter((ids) => ids.some((id) => out.has(id))).length;
    return count > 0 ? [`Lineups with a driver who is out and scores nothing: ${count}`] : [];
  }

  #racesControl(part: 'fit' | 'races') {
    return {
      shouldStop: this.#shouldStop,
      onProgress: ({ races, asked }: { races: number; asked: number }) =>
        tellPart(this.#context, part, { done: races, total: asked }),
    };
  }

  #resultOf(
    lineups: readonly string[][],
    { total, lineups: each }: SimulatedContest,
    warnings: string[],
  ): ContestResult {
    const { site, slateId, scenarios } = this.#input;
    const withDrivers = (figures: LineupFigures, index: number) => ({
      drivers: lineups[index]!,
      ...figures,
    });
    return {
      termination: 'optimal',
      site,
      ...(slateId === undefined ? {} : { slateId }),
      races: scenarios.count,
      warnings,
      total,
      lineups: each.map(withDrivers),
      ...proofOf(this.#input, this.#phases),
    };
  }
}
