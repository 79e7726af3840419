/** Projections are compared in steps of 1/10,000 of a point, so that equal sums are equal. */
const STEPS_PER_POINT = 10_000;

export function toSteps(points: number): number {
  return Math.round(points * STEPS_PER_POINT);
}

export function toPoints(steps: number): number {
  return steps / STEPS_PER_POINT;
}
