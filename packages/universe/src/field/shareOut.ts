/** So small that whoever was wished for at all comes to a whole share before. */
const LEAST_WISH = 1e-100;

/**
 * Wishes scaled to shares of at most 1 that add up to `total`; what one cannot hold goes to the others
 * in proportion. Where too few are wished for, the others get the rest in equal parts.
 */
export function shareOut(wishes: readonly number[], total: number): number[] {
  const wanted = wishes.filter((wish) => wish > 0).length;
  const given = wanted < total ? wishes.map((wish) => (wish > 0 ? wish : LEAST_WISH)) : wishes;
  if (given.length < total) throw new RangeError(`${given.length} cannot share ${total}`);
  const full = new Set<number>();
  for (;;) {
    const open = [...given.keys()].filter((index) => !full.has(index));
    const sum = open.reduce((whole, index) => whole + given[index]!, 0);
    const scale = sum > 0 ? (total - full.size) / sum : 0;
    const over = open.filter((index) => given[index]! * scale >= 1);
    if (over.length === 0) {
      return given.map((wish, index) => (full.has(index) ? 1 : wish * scale));
    }
    for (const index of over) full.add(index);
  }
}
