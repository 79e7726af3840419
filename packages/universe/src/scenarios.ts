/** Races to a step of the kernels, which take two vectors of eight at a time. */
const LANES = 16;
const MOST_STEPS = 32_766;

/** Simulated races, as the kernels need them. In shared memory, so that threads need no copy. */
export type Scenarios = {
  driverCount: number;
  count: number;
  rosterSize: number;
  /** Races per row, `count` rounded up; what is beyond holds 0. */
  stride: number;
  /** A row per driver: his points in each race, in steps above `lowest`. */
  rows: Int16Array;
  /** The fewest points of any driver in any race, in steps. */
  lowest: number;
  /** No lineup has more, in steps above so many times `lowest` as it has drivers. */
  highestScore: number;
};

export type RaceCount = { count: number; rosterSize: number; shouldStop?: () => boolean };

const RACES_BETWEEN_ASKS = 1_024;

/**
 * From points in whole steps of the site's scoring, `points[driver * count + scenario]`. Throws a
 * RangeError when lineups of `rosterSize` could have more steps than an Int16 holds: 1,638 points
 * above the worst in steps of 0.05, where a lineup of six has 700 on a good day. Undefined when stopped.
 */
export function prepareScenarios(points: Int16Array, races: RaceCount): Scenarios | undefined {
  const { count, rosterSize } = races;
  const driverCount = points.length / count;
  if (!Number.isInteger(driverCount) || driverCount === 0) {
    throw new RangeError(`${points.length} points are not those of ${count} races`);
  }
  const lowest = points.reduce((least, value) => Math.min(least, value));
  const highest = highestSum(points, races);
  if (highest === undefined) return undefined;
  const span = highest - rosterSize * lowest;
  if (span > MOST_STEPS) {
    throw new RangeError(
      `Lineups of ${rosterSize} differ by ${span} steps; at most ${MOST_STEPS} can be counted`,
    );
  }
  const stride = Math.ceil(count / LANES) * LANES;
  const rows = new Int16Array(new SharedArrayBuffer(driverCount * stride * 2));
  for (let driver = 0; driver < driverCount; driver++) {
    for (let scenario = 0; scenario < count; scenario++) {
      rows[driver * stride + scenario] = points[driver * count + scenario]! - lowest;
    }
  }
  return { driverCount, count, rosterSize, stride, rows, lowest, highestScore: span };
}

/** The most points that a lineup has in any race, with no regard to its price. */
function highestSum(
  points: Int16Array,
  { count, rosterSize, shouldStop = () => false }: RaceCount,
): number | undefined {
  let highest = -Infinity;
  const best = new Float64Array(Math.min(rosterSize, points.length / count));
  for (let scenario = 0; scenario < count; scenario++) {
    if (scenario % RACES_BETWEEN_ASKS === 0 && shouldStop()) return undefined;
    best.fill(-Infinity);
    for (let at = scenario; at < points.length; at += count) insert(best, points[at]!);
    highest = Math.max(
      highest,
      best.reduce((sum, value) => sum + value, 0),
    );
  }
  return highest;
}

/** Keeps the highest, highest first. */
function insert(best: Float64Array, value: number): void {
  let place = best.length - 1;
  if (value <= best[place]!) return;
  for (; place > 0 && best[place - 1]! < value; place--) best[place] = best[place - 1]!;
  best[place] = value;
}
