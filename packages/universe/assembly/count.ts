import { reachOne, reachTwo } from './reach';
import { rowOf } from './rows';

/**
 * For each lineup of the runs, adds to its count the races of the block in which it reaches the line.
 * `needs` holds at level 0 the line less one; a driver on the path makes the next level from the one
 * before, so that lineups share what their paths share. The last driver reaches if above the need.
 * The last on the path makes no level: he is taken off as the need is read. `nobody` is a row of zeros,
 * for paths of no driver. Up to three counts behind the last are read, and written as they were.
 */
export function countOne(
  runs: usize,
  end: usize,
  pathLength: usize,
  points: usize,
  nobody: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  counts: usize,
): void {
  addRuns(runs, end, pathLength, points, nobody, stride, bytes, needs, 0, counts);
}

/** The same, but adds the weights of these races: an Int16 each, of which 128 stay within one together. */
export function weighOne(
  runs: usize,
  end: usize,
  pathLength: usize,
  points: usize,
  nobody: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  weights: usize,
  counts: usize,
): void {
  addRuns(runs, end, pathLength, points, nobody, stride, bytes, needs, weights, counts);
}

// Without weights `weights` is the constant 0 where this is inlined, and so in all that it calls.
@inline
function addRuns(
  runs: usize,
  end: usize,
  pathLength: usize,
  points: usize,
  nobody: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  weights: usize,
  counts: usize,
): void {
  const from = pathLength > 1 ? needs + (pathLength - 1) * bytes : needs;
  while (runs < end) {
    runs = followPath(runs, pathLength, points, stride, bytes, needs, 0);
    const row = pathLength ? rowOf(runs++, 0, points, stride) : nobody;
    let left: usize = load<u8>(runs++);
    while (left > 8) {
      reachOne(8, runs, points, stride, bytes, from, row, weights, counts);
      runs += 8;
      counts += 32;
      left -= 8;
    }
    if (left == 8) reachOne(8, runs, points, stride, bytes, from, row, weights, counts);
    else if (left == 7) reachOne(7, runs, points, stride, bytes, from, row, weights, counts);
    else if (left == 6) reachOne(6, runs, points, stride, bytes, from, row, weights, counts);
    else if (left == 5) reachOne(5, runs, points, stride, bytes, from, row, weights, counts);
    else if (left == 4) reachOne(4, runs, points, stride, bytes, from, row, weights, counts);
    else if (left == 3) reachOne(3, runs, points, stride, bytes, from, row, weights, counts);
    else if (left == 2) reachOne(2, runs, points, stride, bytes, from, row, weights, counts);
    else reachOne(1, runs, points, stride, bytes, from, row, weights, counts);
    runs += left;
    counts += left << 2;
  }
}

/** The same for two lines at once; the needs of the second are `apart` bytes behind the first's. */
export function countTwo(
  runs: usize,
  end: usize,
  pathLength: usize,
  points: usize,
  nobody: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  apart: usize,
  counts: usize,
  moreCounts: usize,
): void {
  const from = pathLength > 1 ? needs + (pathLength - 1) * bytes : needs;
  while (runs < end) {
    runs = followPath(runs, pathLength, points, stride, bytes, needs, apart);
    const row = pathLength ? rowOf(runs++, 0, points, stride) : nobody;
    let left: usize = load<u8>(runs++);
    while (left > 4) {
      reachTwo(4, runs, points, stride, bytes, from, apart, row, counts, moreCounts);
      runs += 4;
      counts += 16;
      moreCounts += 16;
      left -= 4;
    }
    if (left == 4) reachTwo(4, runs, points, stride, bytes, from, apart, row, counts, moreCounts);
    else if (left == 3) reachTwo(3, runs, points, stride, bytes, from, apart, row, counts, moreCounts);
    else if (left == 2) reachTwo(2, runs, points, stride, bytes, from, apart, row, counts, moreCounts);
    else reachTwo(1, runs, points, stride, bytes, from, apart, row, counts, moreCounts);
    runs += left;
    counts += left << 2;
    moreCounts += left << 2;
  }
}

/**
 * Makes the levels of a run's path that it does not share with the run before, but for that of the last
 * driver, whom it always has for itself; returns where he stands.
 */
@inline
function followPath(
  run: usize,
  pathLength: usize,
  points: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  apart: usize,
): usize {
  for (let level: usize = load<u8>(run++); level + 1 < pathLength; level++) {
    const row = rowOf(run++, 0, points, stride);
    const from = needs + level * bytes;
    subtract(from, row, bytes);
    if (apart) subtract(from + apart, row, bytes);
  }
  return run;
}

@inline
function subtract(from: usize, row: usize, bytes: usize): void {
  const to = from + bytes;
  for (let at: usize = 0; at < bytes; at += 32) {
    v128.store(to + at, i16x8.sub(v128.load(from + at), v128.load(row + at)));
    v128.store(to + at, i16x8.sub(v128.load(from + at, 16), v128.load(row + at, 16)), 16);
  }
}
