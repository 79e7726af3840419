const PER_WAITING_MS = 20;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * Why and how long a job stands aside when as many of its API key run as may. The more of them wait,
 * the longer, so that all of them together ask no more than fifty times a second.
 */
export function standAside(waiting: number): [reason: string, againAfterMs: number] {
  const againAfterMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, PER_WAITING_MS * waiting));
  return ['as many jobs of its API key run as may', againAfterMs];
}
