import type { SiteScoring } from '../scoring/siteScoring.ts';
import type { FieldMoments } from './fieldMoments.ts';
import type { FieldDriver } from './fittedField.ts';

/** Beyond it nothing changes any more: such a driver is always first or last. */
const STRONGEST = 8;

/** Beyond these a driver would hardly be racing the others. */
const LEAST_NOISE = 1 / 3;
const MOST_NOISE = 3;

/** Points per unit of strength, before anything is known, and the bounds of what is believed. */
const FIRST_SLOPE = 25;
const LEAST_SLOPE = 4;
const MOST_SLOPE = 150;

/** A shorter step says more about its rounding than about the slope. */
const SHORTEST_STEP = 0.01;

/**
 * Finds the strengths by Newton's method for each driver, with a slope learnt from the steps taken. The
 * spread follows a driver's noise nearly in proportion.
 */
export class FieldSteps {
  readonly strengths: Float64Array;
  readonly noises: Float64Array;
  readonly #drivers: readonly FieldDriver[];
  readonly #slopes: Float64Array;
  #last: { races: number; strengths: Float64Array; errors: Float64Array } | undefined;

  constructor(drivers: readonly FieldDriver[], starts: Int32Array, scoring: SiteScoring) {
    this.#drivers = drivers;
    this.strengths = firstStrengths(drivers, starts, scoring);
    this.noises = new Float64Array(drivers.length).fill(1);
    this.#slopes = new Float64Array(drivers.length).fill(FIRST_SLOPE);
  }

  correct({ means, spreads, races }: FieldMoments): void {
    const errors = this.#errors(means);
    this.#learnSlopes(errors, races);
    this.#last = { races, strengths: this.strengths.slice(), errors };
    this.#correctNoises(spreads);
    for (const [driver, error] of errors.entries()) {
      const change = error / this.#slopes[driver]!;
      const strength = this.strengths[driver]! - Math.min(1, Math.max(-1, change));
      this.strengths[driver] = Math.min(STRONGEST, Math.max(-STRONGEST, strength));
    }
  }

  /** Over the same races only: others would have given other means to the same strengths. */
  #learnSlopes(errors: Float64Array, races: number): void {
    if (this.#last?.races !== races) return;
    for (const [driver, error] of errors.entries()) {
      const step = this.strengths[driver]! - this.#last.strengths[driver]!;
      if (Math.abs(step) < SHORTEST_STEP) continue;
      const slope = (error - this.#last.errors[driver]!) / step;
      const believed = Math.min(MOST_SLOPE, Math.max(LEAST_SLOPE, slope));
      this.#slopes[driver] = (this.#slopes[driver]! + believed) / 2;
    }
  }

  #correctNoises(spreads: Float64Array): void {
    for (const [driver, { stdDev }] of this.#drivers.entries()) {
      if (stdDev === undefined) continue;
      const ratio = Math.min(2, Math.max(0.5, stdDev / spreads[driver]!));
      const noise = this.noises[driver]! * ratio;
      this.noises[driver] = Math.min(MOST_NOISE, Math.max(LEAST_NOISE, noise));
    }
  }

  /** Simulated less given means, less what all have in common, which nothing can change. */
  #errors(means: Float64Array): Float64Array {
    const errors = means.map((mean, driver) => mean - this.#drivers[driver]!.projection);
    const free = errors.filter((error, driver) => this.#canMove(driver, -error));
    const shared = free.reduce((sum, error) => sum + error, 0) / Math.max(1, free.length);
    return errors.map((error) => error - shared);
  }

  /** False for who is as strong or as weak as may be, and still not enough. */
  #canMove(driver: number, missing: number): boolean {
    const strength = this.strengths[driver]!;
    return missing > 0 ? strength < STRONGEST : strength > -STRONGEST;
  }
}

/** By projection, less what the starting place alone promises. */
function firstStrengths(
  drivers: readonly FieldDriver[],
  starts: Int32Array,
  { placeGained, stepsPerPoint }: SiteScoring,
): Float64Array {
  const earned = Float64Array.from(
    drivers,
    ({ projection }, driver) => projection - (placeGained / stepsPerPoint) * starts[driver]!,
  );
  const mean = earned.reduce((sum, points) => sum + points, 0) / earned.length;
  return earned.map((points) => (points - mean) / FIRST_SLOPE);
}
