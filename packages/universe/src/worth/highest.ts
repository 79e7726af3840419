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
  const heap = new Uint32Array(size);
  if (size === 0) return heap;
  // What comes later must be better to get in, so equal values are never moved about.
  const isWorse = (a: number, b: number) => {
    const difference = values[a]! - values[b]!;
    return difference < 0 || (difference === 0 && a > b);
  };
  for (let index = 0; index < size; index++) heap[index] = index;
  for (let top = size >> 1; top >= 0; top--) sink(heap, top, isWorse);
  for (let index = size; index < values.length; index++) {
    if (index % VALUES_BETWEEN_ASKS === 0 && shouldStop()) return undefined;
    if (values[index]! <= values[heap[0]!]!) continue;
    heap[0] = index;
    sink(heap, 0, isWorse);
  }
  return heap.toSorted((a, b) => (isWorse(b, a) ? -1 : 1));
}

/** The worst is on top. */
function sink(heap: Uint32Array, from: number, isWorse: (a: number, b: number) => boolean): void {
  const moved = heap[from]!;
  let place = from;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isWorse(heap[child + 1]!, heap[child]!)) child++;
    if (!isWorse(heap[child]!, moved)) break;
    heap[place] = heap[child]!;
    place = child;
  }
  heap[place] = moved;
}
