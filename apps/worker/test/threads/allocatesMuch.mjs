/** A job that keeps all it makes, and makes much at once: more than V8 can grant it for its end. */
export function solve() {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 5_000_000 }, (_, index) => index / 2));
}
