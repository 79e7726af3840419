const PER_JOB_MS = 20;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long a job stands aside when as many of its API key run as may. The more of them do, the longer,
 * so that all of them together ask no more than fifty times a second.
 */
export function standAsideMs(standingAside: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, PER_JOB_MS * standingAside));
}
