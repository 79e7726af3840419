import type { Driver, Scenarios, Site } from '@pitwall/contract';
import {
  fitField,
  type FittedField,
  fitWarnings,
  simulate,
  type SimulationControl,
} from '@pitwall/races';

import type { StageControl } from '../stages.ts';

export type Slate = { site: Site; drivers: readonly Driver[]; scenarios: Scenarios };

/** The races of a slate: fitted to its projections once, simulated as often as wished. */
export class SlateRaces {
  readonly #drivers: readonly Driver[];
  /** Input positions of those who race. */
  readonly #racing: readonly number[];
  readonly #fitted: FittedField;

  private constructor(slate: Slate, racing: readonly number[], fitted: FittedField) {
    this.#drivers = slate.drivers;
    this.#racing = racing;
    this.#fitted = fitted;
  }

  /** Undefined when stopped. */
  static fit(slate: Slate, control: StageControl): SlateRaces | undefined {
    const { site, drivers, scenarios } = slate;
    const racing = [...drivers.keys()].filter((position) => !drivers[position]!.out);
    const field = racing.map((position) => drivers[position]!);
    const fitted = fitField(field, { site, scenarios }, controlOf(control));
    return fitted && new SlateRaces(slate, racing, fitted);
  }

  /**
   * Points in whole steps of the site's scoring, `points[driver * count + race]`, drivers as in the
   * input; who does not race has none. Undefined when stopped.
   */
  simulate(
    { seed, count }: Pick<Scenarios, 'seed' | 'count'>,
    control: StageControl,
  ): Int16Array | undefined {
    const scenarios = { ...this.#fitted.scenarios, seed };
    const simulated = simulate(
      { ...this.#fitted, scenarios },
      { from: 0, to: count },
      controlOf(control),
    );
    if (!simulated) return undefined;
    const points = new Int16Array(this.#drivers.length * count);
    for (const [index, position] of this.#racing.entries()) {
      points.set(simulated.subarray(index * count, (index + 1) * count), position * count);
    }
    return points;
  }

  /** Where the races cannot be as the projections say. */
  get warnings(): string[] {
    return fitWarnings(
      this.#racing.map((position) => this.#drivers[position]!),
      this.#fitted,
    );
  }
}

function controlOf({ shouldStop, onShare }: StageControl): SimulationControl {
  return { shouldStop, onProgress: ({ races, asked }) => onShare(races / asked) };
}
