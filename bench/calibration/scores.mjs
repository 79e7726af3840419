/** How well a sample foretold what happened; everything here takes a sorted sample. */

/** Share of the sample below what happened, half of what is equal: even from 0 to 1 if all is well. */
export function rankOf(sorted, value) {
  let below = 0;
  let upTo = 0;
  for (const drawn of sorted) {
    if (drawn < value) below++;
    if (drawn <= value) upTo++;
  }
  return (below + upTo) / 2 / sorted.length;
}

export function isWithin(rank, level) {
  return Math.abs(rank - 0.5) <= level / 2;
}

/** Continuous ranked probability score (Gneiting and Raftery 2007), in points; less is better. */
export function crpsOfSample(sorted, value) {
  const count = sorted.length;
  let distance = 0;
  let between = 0;
  for (let index = 0; index < count; index++) {
    distance += Math.abs(sorted[index] - value);
    between += (2 * index + 1 - count) * sorted[index];
  }
  return distance / count - between / count / count;
}

export function crpsOfNormal({ mean, spread }, value) {
  const z = (value - mean) / spread;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return spread * (z * (2 * normalShare(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
}

/** Share of a normal distribution below `z` (Abramowitz and Stegun 7.1.26). */
export function normalShare(z) {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const tail = t * series.reduce((sum, factor) => sum * t + factor, 0) * Math.exp((-z * z) / 2);
  return z > 0 ? 1 - tail / 2 : tail / 2;
}

export function momentsOf(sample) {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sample.length;
  return { mean, spread: Math.sqrt(variance) };
}
