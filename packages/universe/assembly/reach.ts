import { rowOf } from './rows';

/** `sums` plus 1 in each lane where the points are above the need, for a mask is -1. */
@inline
function tally(sums: v128, points: v128, need: v128): v128 {
  return i16x8.sub(sums, i16x8.gt_s(points, need));
}

/** The same for two vectors of points that lie one behind the other. */
@inline
function tallyTwo(sums: v128, row: usize, need: v128, next: v128): v128 {
  return tally(tally(sums, v128.load(row), need), v128.load(row, 16), next);
}

/** Adds the weights of the lanes where the points are above the need. */
@inline
function weighTwo(
  sums: v128,
  row: usize,
  need: v128,
  next: v128,
  weight: v128,
  nextWeight: v128,
): v128 {
  const first = v128.and(weight, i16x8.gt_s(v128.load(row), need));
  const second = v128.and(nextWeight, i16x8.gt_s(v128.load(row, 16), next));
  return i16x8.add(i16x8.add(sums, first), second);
}

/**
 * Adds to the counts of up to eight lineups, which differ in the last driver only, the races in which they
 * are above the need; with `weights`, what these races weigh.
 */
// `width` is a constant wherever this is inlined, so that only the lines for that many remain.
@inline
export function reachOne(
  width: usize,
  drivers: usize,
  points: usize,
  stride: usize,
  bytes: usize,
  from: usize,
  row: usize,
  weights: usize,
  counts: usize,
): void {
  const row0 = rowOf(drivers, 0, points, stride);
  const row1 = width > 1 ? rowOf(drivers, 1, points, stride) : 0;
  const row2 = width > 2 ? rowOf(drivers, 2, points, stride) : 0;
  const row3 = width > 3 ? rowOf(drivers, 3, points, stride) : 0;
  const row4 = width > 4 ? rowOf(drivers, 4, points, stride) : 0;
  const row5 = width > 5 ? rowOf(drivers, 5, points, stride) : 0;
  const row6 = width > 6 ? rowOf(drivers, 6, points, stride) : 0;
  const row7 = width > 7 ? rowOf(drivers, 7, points, stride) : 0;
  const zero = i16x8.splat(0);
  let sum0 = zero;
  let sum1 = zero;
  let sum2 = zero;
  let sum3 = zero;
  let sum4 = zero;
  let sum5 = zero;
  let sum6 = zero;
  let sum7 = zero;
  for (let at: usize = 0; at < bytes; at += 32) {
    const need = i16x8.sub(v128.load(from + at), v128.load(row + at));
    const next = i16x8.sub(v128.load(from + at, 16), v128.load(row + at, 16));
    const weight = weights ? v128.load(weights + at) : zero;
    const nextWeight = weights ? v128.load(weights + at, 16) : zero;
    sum0 = weights ? weighTwo(sum0, row0 + at, need, next, weight, nextWeight) : tallyTwo(sum0, row0 + at, need, next);
    if (width > 1) sum1 = weights ? weighTwo(sum1, row1 + at, need, next, weight, nextWeight) : tallyTwo(sum1, row1 + at, need, next);
    if (width > 2) sum2 = weights ? weighTwo(sum2, row2 + at, need, next, weight, nextWeight) : tallyTwo(sum2, row2 + at, need, next);
    if (width > 3) sum3 = weights ? weighTwo(sum3, row3 + at, need, next, weight, nextWeight) : tallyTwo(sum3, row3 + at, need, next);
    if (width > 4) sum4 = weights ? weighTwo(sum4, row4 + at, need, next, weight, nextWeight) : tallyTwo(sum4, row4 + at, need, next);
    if (width > 5) sum5 = weights ? weighTwo(sum5, row5 + at, need, next, weight, nextWeight) : tallyTwo(sum5, row5 + at, need, next);
    if (width > 6) sum6 = weights ? weighTwo(sum6, row6 + at, need, next, weight, nextWeight) : tallyTwo(sum6, row6 + at, need, next);
    if (width > 7) sum7 = weights ? weighTwo(sum7, row7 + at, need, next, weight, nextWeight) : tallyTwo(sum7, row7 + at, need, next);
  }
  if (weights) {
    addFourLarge(counts, sum0, sum1, sum2, sum3);
    if (width > 4) addFourLarge(counts + 16, sum4, sum5, sum6, sum7);
    return;
  }
  addFour(counts, sum0, sum1, sum2, sum3);
  if (width > 4) addFour(counts + 16, sum4, sum5, sum6, sum7);
}

/** The same for up to four lineups and two needs. */
@inline
export function reachTwo(
  width: usize,
  drivers: usize,
  points: usize,
  stride: usize,
  bytes: usize,
  from: usize,
  apart: usize,
  row: usize,
  counts: usize,
  moreCounts: usize,
): void {
  const row0 = rowOf(drivers, 0, points, stride);
  const row1 = width > 1 ? rowOf(drivers, 1, points, stride) : 0;
  const row2 = width > 2 ? rowOf(drivers, 2, points, stride) : 0;
  const row3 = width > 3 ? rowOf(drivers, 3, points, stride) : 0;
  const moreFrom = from + apart;
  const zero = i16x8.splat(0);
  let sum0 = zero;
  let sum1 = zero;
  let sum2 = zero;
  let sum3 = zero;
  let more0 = zero;
  let more1 = zero;
  let more2 = zero;
  let more3 = zero;
  for (let at: usize = 0; at < bytes; at += 16) {
    const path = v128.load(row + at);
    const need = i16x8.sub(v128.load(from + at), path);
    const moreNeed = i16x8.sub(v128.load(moreFrom + at), path);
    const points0 = v128.load(row0 + at);
    sum0 = tally(sum0, points0, need);
    more0 = tally(more0, points0, moreNeed);
    if (width > 1) {
      const points1 = v128.load(row1 + at);
      sum1 = tally(sum1, points1, need);
      more1 = tally(more1, points1, moreNeed);
    }
    if (width > 2) {
      const points2 = v128.load(row2 + at);
      sum2 = tally(sum2, points2, need);
      more2 = tally(more2, points2, moreNeed);
    }
    if (width > 3) {
      const points3 = v128.load(row3 + at);
      sum3 = tally(sum3, points3, need);
      more3 = tally(more3, points3, moreNeed);
    }
  }
  addFour(counts, sum0, sum1, sum2, sum3);
  addFour(moreCounts, more0, more1, more2, more3);
}

/** As `addFour`, of lanes so large that two of them leave an Int16. */
@inline
function addFourLarge(counts: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = addPairs(i32x4.extadd_pairwise_i16x8_s(a), i32x4.extadd_pairwise_i16x8_s(b));
  const cd = addPairs(i32x4.extadd_pairwise_i16x8_s(c), i32x4.extadd_pairwise_i16x8_s(d));
  v128.store(counts, i32x4.add(v128.load(counts), addPairs(ab, cd)));
}

/** The sums of the first two and the last two lanes of one vector, then of the other. */
@inline
function addPairs(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/** Adds the eight lanes of each vector to one of four counts that lie side by side. */
@inline
function addFour(counts: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = i16x8.narrow_i32x4_s(
    i32x4.extadd_pairwise_i16x8_s(a),
    i32x4.extadd_pairwise_i16x8_s(b),
  );
  const cd = i16x8.narrow_i32x4_s(
    i32x4.extadd_pairwise_i16x8_s(c),
    i32x4.extadd_pairwise_i16x8_s(d),
  );
  const pairs = i16x8.narrow_i32x4_s(
    i32x4.extadd_pairwise_i16x8_s(ab),
    i32x4.extadd_pairwise_i16x8_s(cd),
  );
  v128.store(counts, i32x4.add(v128.load(counts), i32x4.extadd_pairwise_i16x8_s(pairs)));
}
