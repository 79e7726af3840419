/**
 * Values are counted in buckets each 1.2 times as wide as the one before. Whatever is told of a
 * bucket is told of its middle, so a percentile is never wrong by more than a tenth.
 */
export const BUCKET_RATIO = 1.2;

const LOG_RATIO = Math.log(BUCKET_RATIO);

/** How often each bucket was hit. */
export type Histogram = Map<number, number>;

export function bucketOf(value: number): number {
  return value < 1 ? 0 : Math.floor(Math.log(value) / LOG_RATIO);
}

export function countOf(histogram: Histogram): number {
  return [...histogram.values()].reduce((sum, count) => sum + count, 0);
}

/** The value below which a share of all values lies; undefined when there are none. */
export function percentile(histogram: Histogram, share: number): number | undefined {
  const wanted = share * countOf(histogram);
  let seen = 0;
  for (const [bucket, count] of [...histogram].toSorted(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= wanted) return BUCKET_RATIO ** (bucket + 0.5);
  }
  return undefined;
}
