import type { SiteScoring } from '../scoring/siteScoring.ts';
import type { FieldMoments } from './fieldMoments.ts';
import type { FieldDriver } from './fittedField.ts';

/** Beyond it nothing changes any more: such a driver is always first or last. */
const STRONGEST = 8;

/** Beyond these a driver would hardly be racing the others. */
const LEAST_NOISE = 1 / 3;
const MOST_NOISE = 3;

/** A driver still off on the same side takes longer steps, one who overshot shorter ones. */
const LENGTHEN = 1.25;
const SHORTEN = 0.7;
const LONGEST = 4;

/** Points per unit of strength, before anything is known. */
const FIRST_SLOPE = 25;

/**
 * Finds the strengths by Newton's method, driver by driver. A unit of strength is worth the spread of a
 * driver's points over that of his luck (nearly, by Stein's lemma: points change with strength as they
 * change with luck), and the steps adapt to how far that is true. The spread of the points follows that
 * of the luck nearly in proportion.
 */
export class FieldSteps {
  readonly strengths: Float64Array;
  readonly noises: Float64Array;
  readonly #drivers: readonly FieldDriver[];
  readonly #gains: Float64Array;
  #lastErrors: Float64Array;

  constructor(drivers: readonly FieldDriver[], starts: Int32Array, scoring: SiteScoring) {
    this.#drivers = drivers;
    this.strengths = firstStrengths(drivers, starts, scoring);
    this.noises = new Float64Array(drivers.length).fill(1);
    this.#gains = new Float64Array(drivers.length).fill(1);
    this.#lastErrors = new Float64Array(drivers.length);
  }

  correct({ means, spreads }: FieldMoments): void {
    const errors = this.#errors(means);
    this.#adaptGains(errors);
    for (const [driver, error] of errors.entries()) {
      const slope = spreads[driver]! / this.noises[driver]!;
      const change = slope > 0 ? (this.#gains[driver]! * error) / slope : 0;
      const strength = this.strengths[driver]! - Math.min(1, Math.max(-1, change));
      this.strengths[driver] = Math.min(STRONGEST, Math.max(-STRONGEST, strength));
    }
    this.#correctNoises(spreads);
  }

  #adaptGains(errors: Float64Array): void {
    for (const [driver, error] of errors.entries()) {
      const agreement = error * this.#lastErrors[driver]!;
      const factor = agreement > 0 ? LENGTHEN : agreement < 0 ? SHORTEN : 1;
      this.#gains[driver] = Math.min(LONGEST, this.#gains[driver]! * factor);
    }
    this.#lastErrors = errors;
  }

  #correctNoises(spreads: Float64Array): void {
    for (const [driver, { stdDev }] of this.#drivers.entries()) {
      // Who races alone has no spread that could be changed.
      if (stdDev === undefined || spreads[driver] === 0) continue;
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
