import { stableExp, stableLog, stablePower } from '../random/stableMath.ts';

const STICKS = 1_024;

/**
 * Shares of what is left that the next stretch of laps takes: the quantiles of Beta(1, concentration).
 * Breaking a stick so, each piece falling to a driver drawn by weight, shares it out by a Dirichlet
 * distribution (Sethuraman 1994).
 */
export function stickTable(concentration: number): Float64Array {
  return Float64Array.from({ length: STICKS }, (_, index) => {
    const rest = 1 - (index + 0.5) / STICKS;
    return 1 - stablePower(rest, 1 / concentration);
  });
}

/** 1, 2, 3, … to the power of `exponent`. */
export function placePowers(count: number, exponent: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => stablePower(index + 1, exponent));
}

/** By laps led, from none to all: the share of them, and a hundredth more, to the power of `exponent`. */
export function ledPowers(laps: number, exponent: number): Float64Array {
  return Float64Array.from({ length: laps + 1 }, (_, led) =>
    stablePower(led / laps + 0.01, exponent),
  );
}

export function strengthFactors(strengths: Float64Array, factor: number): Float64Array {
  return strengths.map((strength) => stableExp(strength * factor));
}

/** Chances to be below 0, 1, 2, … for a Poisson number of this mean, until it hardly ever is above. */
export function poissonTable(mean: number): Float64Array {
  const sums: number[] = [];
  let chance = stableExp(-mean);
  let sum = 0;
  for (let count = 0; sum < 1 - 1e-9 && count < 10_000; count++) {
    sum += chance;
    sums.push(sum);
    chance = (chance * mean) / (count + 1);
  }
  return Float64Array.from(sums);
}

/** How many incidents end the races of a share of the field, each of so many cars in a row. */
export function incidentMean(field: number, dnfRate: number, carsPerIncident: number): number {
  return (-field * stableLog(1 - dnfRate)) / carsPerIncident;
}

export function runningSums(shares: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(shares, (share) => (sum += share));
}

/** Between entries that are evenly far apart, a straight line; `at` from 0 to 1. */
export function interpolate(values: ArrayLike<number>, at: number): number {
  const position = at * (values.length - 1);
  const index = Math.min(Math.floor(position), values.length - 2);
  const rest = position - index;
  return values[index]! * (1 - rest) + values[index + 1]! * rest;
}
