import { rowOf } from './rows';

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
