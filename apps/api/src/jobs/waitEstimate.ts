import type { QueuePlace, WaitUnknown } from '@pitwall/contract';

/** Of a kind; with fewer its times say little. */
const LEAST_SAMPLES = 5;
const [LOW, HIGH] = [0.25, 0.9];
/** A thread is free, and about to take it. */
const AT_ONCE = { lowSeconds: 0, highSeconds: 1 };

export type WaitFacts = {
  /** Jobs that will be started before it. */
  ahead: number;
  running: number;
  threads: number;
  /** How long jobs took lately, in ms: of each of those before it, what is known of its kind. */
  serviceTimes: readonly (readonly number[])[];
};

type Estimate = { wait: QueuePlace['wait']; reason?: WaitUnknown };

/**
 * It is started when so many jobs have ended that a thread is left for it. Low: they take what a
 * quarter of their kind take at most, and one is about to end; high: nine tenths, and none is.
 */
export function waitEstimate({ ahead, running, threads, serviceTimes }: WaitFacts): Estimate {
  if (threads === 0) return { wait: null, reason: 'no_workers' };
  const mustEnd = ahead + running - threads + 1;
  if (mustEnd <= 0) return { wait: AT_ONCE };
  if (serviceTimes.length === 0 || serviceTimes.some(({ length }) => length < LEAST_SAMPLES)) {
    return { wait: null, reason: 'too_little_known' };
  }
  const lowMs = ((mustEnd - 1) / threads) * mean(serviceTimes.map((times) => quantile(times, LOW)));
  const highMs =
    Math.ceil(mustEnd / threads) * mean(serviceTimes.map((times) => quantile(times, HIGH)));
  return {
    wait: {
      lowSeconds: Math.floor(lowMs / 100) / 10,
      highSeconds: AT_ONCE.highSeconds + Math.ceil(highMs / 100) / 10,
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}
