import { describe, expect, it } from 'vitest';

import { parseRetryAfter, RETRY_DELAYS_MS, retryDelayMs } from '../src/retrySchedule.ts';

const HOUR_MS = 3_600_000;
const delayOf = (attempt: number, retryAfterMs?: number) =>
  retryDelayMs(RETRY_DELAYS_MS, { attempt, retryAfterMs });

describe('the schedule of attempts', () => {
  it('is that of the spec, up to a fifth longer, and ends after ten', () => {
    expect(RETRY_DELAYS_MS.map((ms) => ms / 1_000)).toEqual([
      5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]);
    for (const [index, ms] of RETRY_DELAYS_MS.entries()) {
      expect(delayOf(index + 1)).toBeGreaterThanOrEqual(ms);
      expect(delayOf(index + 1)).toBeLessThanOrEqual(1.2 * ms);
    }
    expect(delayOf(10)).toBeUndefined();
  });

  it('gives a receiver the time it asks for, but a day at most, and never less than it would get', () => {
    expect(delayOf(1, HOUR_MS)).toBe(HOUR_MS);
    expect(delayOf(1, 1_000 * HOUR_MS)).toBe(24 * HOUR_MS);
    expect(delayOf(2, 1)).toBeGreaterThanOrEqual(300_000);
  });

  it('reads Retry-After in either form, and nothing else', () => {
    const atMs = Date.parse('2026-02-15T18:30:00Z');
    expect(parseRetryAfter('120', atMs)).toBe(120_000);
    expect(parseRetryAfter('Sun, 15 Feb 2026 18:31:00 GMT', atMs)).toBe(60_000);
    expect(parseRetryAfter('Sun, 15 Feb 2026 18:29:00 GMT', atMs)).toBe(0);
    expect(parseRetryAfter('soon', atMs)).toBeUndefined();
    expect(parseRetryAfter(undefined, atMs)).toBeUndefined();
  });
});
