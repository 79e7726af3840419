/** A job that keeps all it makes. */
export function solve() {
  const kept = [];
  for (;;)
    kept.push({ more: Array.from({ length: 1_000 }, (_, index) => `${kept.length} ${index}`) });
}
