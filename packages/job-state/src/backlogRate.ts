const MINUTE_MS = 60_000;
const LOOK_BACK_MINUTES = 5;

/** A minute that has only begun says little. */
const SHORTEST_MS = 10_000;

/** The minutes whose counts tell how fast jobs stop waiting, the newest last. */
export function recentMinutes(atMs: number): number[] {
  const now = minuteOf(atMs);
  return Array.from({ length: LOOK_BACK_MINUTES }, (_, index) => now - index).toReversed();
}

export function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS);
}

/**
 * Jobs a second, from the first of the minutes in which any stopped waiting. Undefined when none
 * did, or more have come back than gone.
 */
export function rateOf(counts: readonly (number | undefined)[], atMs: number): number | undefined {
  const first = counts.findIndex((count) => count !== undefined);
  const total = counts.reduce<number>((sum, count = 0) => sum + count, 0);
  if (total <= 0) return undefined;
  const sinceMs = atMs - (recentMinutes(atMs)[first] ?? 0) * MINUTE_MS;
  return total / (Math.max(sinceMs, SHORTEST_MS) / 1_000);
}
