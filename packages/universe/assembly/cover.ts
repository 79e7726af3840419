import { rowOf } from './rows';

/**
 * A bit per race for each lineup, one row of `stride / 16` bytes after the other: whether its points are
 * above the need. `stride` is a multiple of 256 bytes.
 */
export function markReached(
  lineups: usize,
  count: usize,
  rosterSize: usize,
  points: usize,
  stride: usize,
  needs: usize,
  bits: usize,
): void {
  for (let lineup: usize = 0; lineup < count; lineup++) {
    for (let at: usize = 0; at < stride; at += 128) {
      let sum0 = i16x8.splat(0);
      let sum1 = sum0;
      let sum2 = sum0;
      let sum3 = sum0;
      let sum4 = sum0;
      let sum5 = sum0;
      let sum6 = sum0;
      let sum7 = sum0;
      for (let slot: usize = 0; slot < rosterSize; slot++) {
        const row = rowOf(lineups, slot, points, stride) + at;
        sum0 = i16x8.add(sum0, v128.load(row));
        sum1 = i16x8.add(sum1, v128.load(row, 16));
        sum2 = i16x8.add(sum2, v128.load(row, 32));
        sum3 = i16x8.add(sum3, v128.load(row, 48));
        sum4 = i16x8.add(sum4, v128.load(row, 64));
        sum5 = i16x8.add(sum5, v128.load(row, 80));
        sum6 = i16x8.add(sum6, v128.load(row, 96));
        sum7 = i16x8.add(sum7, v128.load(row, 112));
      }
      markSixteen(bits, sum0, sum1, needs + at);
      markSixteen(bits + 2, sum2, sum3, needs + at + 32);
      markSixteen(bits + 4, sum4, sum5, needs + at + 64);
      markSixteen(bits + 6, sum6, sum7, needs + at + 96);
      bits += 8;
    }
    lineups += rosterSize;
  }
}

@inline
function markSixteen(bits: usize, first: v128, second: v128, needs: usize): void {
  const reached = i8x16.narrow_i16x8_s(
    i16x8.gt_s(first, v128.load(needs)),
    i16x8.gt_s(second, v128.load(needs, 16)),
  );
  store<u16>(bits, i8x16.bitmask(reached) as u16);
}

/** How many races of `bits` are not in `covered`; `bytes` is a multiple of 16. */
export function countNew(bits: usize, covered: usize, bytes: usize): i32 {
  let sums = i16x8.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const more = v128.andnot(v128.load(bits + at), v128.load(covered + at));
    sums = i16x8.add(sums, i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(more)));
  }
  const fours = i32x4.extadd_pairwise_i16x8_u(sums);
  return (
    i32x4.extract_lane(fours, 0) +
    i32x4.extract_lane(fours, 1) +
    i32x4.extract_lane(fours, 2) +
    i32x4.extract_lane(fours, 3)
  );
}

/**
 * Adds (`by` is 1) or takes away (-1) a member: how many hold each race, the exclusive or of who they
 * are, and the bits of the races that at least one and that exactly one holds.
 */
export function changeHolders(
  bits: usize,
  bytes: usize,
  member: i32,
  by: i32,
  holders: usize,
  owners: usize,
  covered: usize,
  once: usize,
): void {
  for (let at: usize = 0; at < bytes; at += 8) {
    let left = load<u64>(bits + at);
    let some = load<u64>(covered + at);
    let one = load<u64>(once + at);
    while (left) {
      const bit = left & (0 - left);
      const race = ((at << 3) + (ctz(left) as usize)) << 1;
      const count = (load<u16>(holders + race) as i32) + by;
      store<u16>(holders + race, count as u16);
      store<u16>(owners + race, load<u16>(owners + race) ^ (member as u16));
      some = count > 0 ? some | bit : some & ~bit;
      one = count == 1 ? one | bit : one & ~bit;
      left ^= bit;
    }
    store<u64>(covered + at, some);
    store<u64>(once + at, one);
  }
}

/** Tallies by member how many of his races that nobody else holds are in `bits`. */
export function tallyOwners(
  bits: usize,
  bytes: usize,
  once: usize,
  owners: usize,
  tallies: usize,
): void {
  for (let at: usize = 0; at < bytes; at += 8) {
    let left = load<u64>(bits + at) & load<u64>(once + at);
    while (left) {
      const race = ((at << 3) + (ctz(left) as usize)) << 1;
      const tally = tallies + ((load<u16>(owners + race) as usize) << 2);
      store<i32>(tally, load<i32>(tally) + 1);
      left &= left - 1;
    }
  }
}

/** The weights of the races of `bits` together; a weight is an Int32. */
export function weighBits(bits: usize, bytes: usize, weights: usize): i32 {
  let sum = 0;
  for (let at: usize = 0; at < bytes; at += 8) {
    let left = load<u64>(bits + at);
    while (left) {
      sum += load<i32>(weights + (((at << 3) + (ctz(left) as usize)) << 2));
      left &= left - 1;
    }
  }
  return sum;
}
