import { rowOf } from './rows';

/** More lineups in one go could be more than an Int16 counts. */
const LINEUPS_AT_ONCE: usize = 32_767;

@inline
function scoreOf(lineup: usize, rosterSize: usize, points: usize, stride: usize): v128 {
  let sum = v128.load(rowOf(lineup, 0, points, stride));
  for (let slot: usize = 1; slot < rosterSize; slot++) {
    sum = i16x8.add(sum, v128.load(rowOf(lineup, slot, points, stride)));
  }
  return sum;
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
    v128.store(scores, scoreOf(lineups, rosterSize, points, stride));
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
  const enough = i32x4.splat(place - 1);
  let line = i16x8.splat(0);
  for (let bit = 1 << 14; bit > 0; bit >>= 1) {
    const tried = v128.or(line, i16x8.splat(bit as i16));
    const below = i16x8.sub(tried, i16x8.splat(1));
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    let at = scores;
    while (at < end) {
      const next = min(end, at + (LINEUPS_AT_ONCE << 4));
      let reached = i16x8.splat(0);
      for (; at < next; at += 16) {
        reached = i16x8.sub(reached, i16x8.gt_s(v128.load(at), below));
      }
      low = i32x4.add(low, i32x4.extend_low_i16x8_s(reached));
      high = i32x4.add(high, i32x4.extend_high_i16x8_s(reached));
    }
    const stays = i16x8.narrow_i32x4_s(i32x4.gt_s(low, enough), i32x4.gt_s(high, enough));
    line = v128.bitselect(tried, line, stays);
  }
  v128.store(out, line);
}

/** Adds one to the tally of the score in one of the eight races, of which each score has a row. */
@inline
function tallyRace(tallies: usize, score: usize, race: usize): void {
  const at = tallies + (score << 5) + (race << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** How many lineups of a field have each score, in eight races: `tallies` has eight counts per score. */
export function tallyField(
  lineups: usize,
  count: usize,
  rosterSize: usize,
  points: usize,
  stride: usize,
  tallies: usize,
): void {
  for (let lineup: usize = 0; lineup < count; lineup++) {
    const scores = scoreOf(lineups, rosterSize, points, stride);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 0), 0);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 1), 1);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 2), 2);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 3), 3);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 4), 4);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 5), 5);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 6), 6);
    tallyRace(tallies, i16x8.extract_lane_u(scores, 7), 7);
    lineups += rosterSize;
  }
}

/** Makes of how many have each score how many have it or a higher one. */
export function sumTallies(tallies: usize, scores: usize): void {
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  for (let at = tallies + (scores << 5); at > tallies; ) {
    at -= 32;
    low = i32x4.add(low, v128.load(at));
    high = i32x4.add(high, v128.load(at, 16));
    v128.store(at, low);
    v128.store(at, high, 16);
  }
}

/** The scores of one lineup in all races, of which the rows hold whole blocks of 32 bytes. */
export function scoreRaces(
  lineup: usize,
  rosterSize: usize,
  points: usize,
  stride: usize,
  scores: usize,
): void {
  for (let at: usize = 0; at < stride; at += 32) {
    v128.store(scores + at, scoreOf(lineup, rosterSize, points + at, stride));
    v128.store(scores + at, scoreOf(lineup, rosterSize, points + at + 16, stride), 16);
  }
}
