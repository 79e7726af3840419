import type { CountRule } from '../slate/countRule.ts';

/** Rules by their index; of those that share a driver only the one that comes first is taken. */
export function disjointRules(
  indexes: readonly number[],
  rules: readonly CountRule[],
): readonly number[] {
  const counted = new Set<number>();
  return indexes.filter((index) => {
    const { members } = rules[index]!;
    if (members.some((position) => counted.has(position))) return false;
    for (const position of members) counted.add(position);
    return true;
  });
}
