import { IndexHeap } from './indexHeap.ts';

const VALUES_BETWEEN_ASKS = 1 << 18;

/**
 * The indexes of the `count` highest values, highest first; of equal ones the earlier. Undefined when
 * stopped.
 */
export function highest(
  values: Uint32Array | Float64Array,
  count: number,
  shouldStop: () => boolean,
): Uint32Array | undefined {
  const size = Math.min(count, values.length);
  if (size === 0) return new Uint32Array(0);
  // The worst is on top. What comes later must be better to get in, so equal values are never moved about.
  const heap = new IndexHeap(size, (a, b) => {
    const difference = values[a]! - values[b]!;
    return difference < 0 || (difference === 0 && a > b);
  });
  for (let index = size; index < values.length; index++) {
    if (index % VALUES_BETWEEN_ASKS === 0 && shouldStop()) return undefined;
    if (values[index]! > values[heap.top!]!) heap.replaceTop(index);
  }
  return heap.sorted().toReversed();
}
