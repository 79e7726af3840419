import type { Scenarios } from '../scenarios.ts';

/** By race: the steps a lineup needs, in the site's steps as the points came in. */
export type Line = Int32Array;

/**
 * What the last driver must be above, less what the lineup has without him: a line in steps above the
 * lowest of so many drivers, less one. A line that no lineup misses or reaches stays such a line.
 */
export function needsOf(line: Line, { rosterSize, lowest, stride }: Scenarios): Int16Array {
  const needs = new Int16Array(stride).fill(32_766);
  for (const [scenario, steps] of line.entries()) {
    needs[scenario] = Math.min(32_767, Math.max(0, steps - rosterSize * lowest)) - 1;
  }
  return needs;
}
