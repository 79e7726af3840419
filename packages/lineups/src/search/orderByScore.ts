const LOW_WORD = 2 ** 32;

/**
 * The indexes of the first `count` scores, highest score first, equal scores in index order. A radix
 * sort on the distance from the highest: scores of one search lie close together, so two or
 * three passes do what a comparison sort needs seventeen for.
 */
export function orderByScore(scores: Float64Array, count: number): Uint32Array {
  const { highest, spread } = rangeOf(scores, count);
  let order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  if (count < 2 || spread === 0) return order;

  const low = new Uint32Array(count);
  for (let index = 0; index < count; index++) low[index] = (highest - scores[index]!) % LOW_WORD;
  order = sortByWord(low, order, Math.min(spread, LOW_WORD - 1));
  if (spread < LOW_WORD) return order;

  const high = new Uint32Array(count);
  for (let index = 0; index < count; index++) high[index] = (highest - scores[index]!) / LOW_WORD;
  return sortByWord(high, order, Math.floor(spread / LOW_WORD));
}

function rangeOf(scores: Float64Array, count: number): { highest: number; spread: number } {
  let highest = -Infinity;
  let lowest = Infinity;
  for (let index = 0; index < count; index++) {
    const score = scores[index]!;
    if (score > highest) highest = score;
    if (score < lowest) lowest = score;
  }
  return { highest, spread: highest - lowest };
}

function sortByWord(
  words: Uint32Array<ArrayBuffer>,
  order: Uint32Array<ArrayBuffer>,
  greatest: number,
): Uint32Array<ArrayBuffer> {
  const digitBits = words.length < 4_096 ? 8 : 11;
  const digits = 1 << digitBits;
  const starts = new Uint32Array(digits);
  let from = order;
  let to = new Uint32Array(order.length);
  for (let shift = 0; shift < 32 && greatest / 2 ** shift >= 1; shift += digitBits) {
    starts.fill(0);
    for (const word of words) starts[(word >>> shift) & (digits - 1)]!++;
    let start = 0;
    for (let digit = 0; digit < digits; digit++) {
      const size = starts[digit]!;
      starts[digit] = start;
      start += size;
    }
    for (const index of from) to[starts[(words[index]! >>> shift) & (digits - 1)]!++] = index;
    [from, to] = [to, from];
  }
  return from;
}
