// AssemblyScript, compiled to WebAssembly with SIMD by build.mjs. Points are Int16 steps, one row of
// `stride` bytes per driver and eight races to a vector. Addresses are bytes; a block is a multiple of
// 32 bytes. Whoever calls has made sure that no sum leaves the range of an Int16.

/**
 * For each lineup of the runs, adds to its count the races of the block in which it reaches the line.
 * `needs` holds at level 0 the line less one; a driver on the path makes the next level from the one
 * before, so that lineups share what their paths share. The last driver reaches if above the need.
 */
export function countOne(
  runs: usize,
  end: usize,
  pathLength: usize,
  points: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  counts: usize,
): void {
  const last = needs + pathLength * bytes;
  while (runs < end) {
    runs = followPath(runs, pathLength, points, stride, bytes, needs, 0);
    let left: usize = load<u8>(runs++);
    while (left >= 8) {
      reachOne(8, runs, points, stride, bytes, last, counts);
      runs += 8;
      counts += 32;
      left -= 8;
    }
    if (left >= 4) {
      reachOne(4, runs, points, stride, bytes, last, counts);
      runs += 4;
      counts += 16;
      left -= 4;
    }
    if (left == 3) reachOne(3, runs, points, stride, bytes, last, counts);
    else if (left == 2) reachOne(2, runs, points, stride, bytes, last, counts);
    else if (left == 1) reachOne(1, runs, points, stride, bytes, last, counts);
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
  stride: usize,
  bytes: usize,
  needs: usize,
  apart: usize,
  counts: usize,
  moreCounts: usize,
): void {
  const last = needs + pathLength * bytes;
  while (runs < end) {
    runs = followPath(runs, pathLength, points, stride, bytes, needs, apart);
    let left: usize = load<u8>(runs++);
    while (left >= 4) {
      reachTwo(4, runs, points, stride, bytes, last, apart, counts, moreCounts);
      runs += 4;
      counts += 16;
      moreCounts += 16;
      left -= 4;
    }
    if (left == 3) reachTwo(3, runs, points, stride, bytes, last, apart, counts, moreCounts);
    else if (left == 2) reachTwo(2, runs, points, stride, bytes, last, apart, counts, moreCounts);
    else if (left == 1) reachTwo(1, runs, points, stride, bytes, last, apart, counts, moreCounts);
    runs += left;
    counts += left << 2;
    moreCounts += left << 2;
  }
}

/** Makes the levels of a run's path that it does not share with the run before; returns what follows. */
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
  let level: usize = load<u8>(run++);
  for (; level < pathLength; level++) {
    const row = points + load<u8>(run++) * stride;
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

@inline
function rowOf(drivers: usize, index: usize, points: usize, stride: usize): usize {
  return points + load<u8>(drivers + index) * stride;
}

/** `sums` less 1 in each lane where the points at `row` are above the need: a mask is -1. */
@inline
function tally(sums: v128, points: v128, need: v128): v128 {
  return i16x8.sub(sums, i16x8.gt_s(points, need));
}

@inline
function tallyTwo(sums: v128, row: usize, need: v128, next: v128): v128 {
  return i16x8.sub(
    i16x8.sub(sums, i16x8.gt_s(v128.load(row), need)),
    i16x8.gt_s(v128.load(row, 16), next),
  );
}

// `width` is a constant wherever this is inlined, so that only the lines for that many remain.
@inline
function reachOne(
  width: usize,
  drivers: usize,
  points: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  counts: usize,
): void {
  const row0 = rowOf(drivers, 0, points, stride);
  const row1 = width > 1 ? rowOf(drivers, 1, points, stride) : 0;
  const row2 = width > 2 ? rowOf(drivers, 2, points, stride) : 0;
  const row3 = width > 3 ? rowOf(drivers, 3, points, stride) : 0;
  const row4 = width > 4 ? rowOf(drivers, 4, points, stride) : 0;
  const row5 = width > 4 ? rowOf(drivers, 5, points, stride) : 0;
  const row6 = width > 4 ? rowOf(drivers, 6, points, stride) : 0;
  const row7 = width > 4 ? rowOf(drivers, 7, points, stride) : 0;
  let sum0 = i16x8.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  let sum4 = sum0;
  let sum5 = sum0;
  let sum6 = sum0;
  let sum7 = sum0;
  for (let at: usize = 0; at < bytes; at += 32) {
    const need = v128.load(needs + at);
    const next = v128.load(needs + at, 16);
    sum0 = tallyTwo(sum0, row0 + at, need, next);
    if (width > 1) sum1 = tallyTwo(sum1, row1 + at, need, next);
    if (width > 2) sum2 = tallyTwo(sum2, row2 + at, need, next);
    if (width > 3) sum3 = tallyTwo(sum3, row3 + at, need, next);
    if (width > 4) {
      sum4 = tallyTwo(sum4, row4 + at, need, next);
      sum5 = tallyTwo(sum5, row5 + at, need, next);
      sum6 = tallyTwo(sum6, row6 + at, need, next);
      sum7 = tallyTwo(sum7, row7 + at, need, next);
    }
  }
  if (width > 3) {
    addFour(counts, sum0, sum1, sum2, sum3);
    if (width > 4) addFour(counts + 16, sum4, sum5, sum6, sum7);
  } else {
    addOne(counts, sum0);
    if (width > 1) addOne(counts + 4, sum1);
    if (width > 2) addOne(counts + 8, sum2);
  }
}

@inline
function reachTwo(
  width: usize,
  drivers: usize,
  points: usize,
  stride: usize,
  bytes: usize,
  needs: usize,
  apart: usize,
  counts: usize,
  moreCounts: usize,
): void {
  const row0 = rowOf(drivers, 0, points, stride);
  const row1 = width > 1 ? rowOf(drivers, 1, points, stride) : 0;
  const row2 = width > 2 ? rowOf(drivers, 2, points, stride) : 0;
  const row3 = width > 3 ? rowOf(drivers, 3, points, stride) : 0;
  const moreNeeds = needs + apart;
  let sum0 = i16x8.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  let more0 = sum0;
  let more1 = sum0;
  let more2 = sum0;
  let more3 = sum0;
  for (let at: usize = 0; at < bytes; at += 32) {
    const need = v128.load(needs + at);
    const next = v128.load(needs + at, 16);
    const moreNeed = v128.load(moreNeeds + at);
    const moreNext = v128.load(moreNeeds + at, 16);
    const points0 = v128.load(row0 + at);
    const later0 = v128.load(row0 + at, 16);
    sum0 = tally(sum0, points0, need);
    more0 = tally(more0, points0, moreNeed);
    sum0 = tally(sum0, later0, next);
    more0 = tally(more0, later0, moreNext);
    if (width > 1) {
      const points1 = v128.load(row1 + at);
      const later1 = v128.load(row1 + at, 16);
      sum1 = tally(sum1, points1, need);
      more1 = tally(more1, points1, moreNeed);
      sum1 = tally(sum1, later1, next);
      more1 = tally(more1, later1, moreNext);
    }
    if (width > 2) {
      const points2 = v128.load(row2 + at);
      const later2 = v128.load(row2 + at, 16);
      sum2 = tally(sum2, points2, need);
      more2 = tally(more2, points2, moreNeed);
      sum2 = tally(sum2, later2, next);
      more2 = tally(more2, later2, moreNext);
    }
    if (width > 3) {
      const points3 = v128.load(row3 + at);
      const later3 = v128.load(row3 + at, 16);
      sum3 = tally(sum3, points3, need);
      more3 = tally(more3, points3, moreNeed);
      sum3 = tally(sum3, later3, next);
      more3 = tally(more3, later3, moreNext);
    }
  }
  if (width > 3) {
    addFour(counts, sum0, sum1, sum2, sum3);
    addFour(moreCounts, more0, more1, more2, more3);
  } else {
    addOne(counts, sum0);
    addOne(moreCounts, more0);
    if (width > 1) {
      addOne(counts + 4, sum1);
      addOne(moreCounts + 4, more1);
    }
    if (width > 2) {
      addOne(counts + 8, sum2);
      addOne(moreCounts + 8, more2);
    }
  }
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

@inline
function addOne(count: usize, a: v128): void {
  const sums = i32x4.extadd_pairwise_i16x8_s(a);
  const sum =
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3);
  store<i32>(count, load<i32>(count) + sum);
}

/** The scores of all lineups of a field in eight races, one vector per lineup. */
export function scoreField(
  lineups: usize,
  count: usize,
  rosterSize: usize,
  points: usize,
  stride: usize,
  scores: usize,
): void {
  for (let lineup: usize = 0; lineup < count; lineup++) {
    let sum = v128.load(points + load<u8>(lineups) * stride);
    for (let slot: usize = 1; slot < rosterSize; slot++) {
      sum = i16x8.add(sum, v128.load(rowOf(lineups, slot, points, stride)));
    }
    v128.store(scores, sum);
    lineups += rosterSize;
    scores += 16;
  }
}

/**
 * In each of eight races the `place`-th highest of `count` scores, which are not below 0: bit by bit
 * from the top, a bit stays if that many scores still reach it.
 */
export function findPlace(scores: usize, count: usize, place: i32, out: usize): void {
  const end = scores + (count << 4);
  const enough = i16x8.splat((place - 1) as i16);
  let line = i16x8.splat(0);
  for (let bit = 1 << 14; bit > 0; bit >>= 1) {
    const tried = v128.or(line, i16x8.splat(bit as i16));
    const below = i16x8.sub(tried, i16x8.splat(1));
    let reached = i16x8.splat(0);
    for (let at = scores; at < end; at += 16) {
      reached = i16x8.sub(reached, i16x8.gt_s(v128.load(at), below));
    }
    line = v128.bitselect(tried, line, i16x8.gt_s(reached, enough));
  }
  v128.store(out, line);
}
