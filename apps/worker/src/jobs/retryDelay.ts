const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait before the attempt after this one: 1 s, 2 s, 4 s, … at most five minutes, and of
 * that a random share between a half and the whole, so that jobs that failed together are not tried
 * together ("equal jitter", Brooker, Exponential Backoff And Jitter, 2015).
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const wholeMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round((wholeMs / 2) * (1 + random()));
}
