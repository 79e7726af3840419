import type { CountRule } from '../slate/countRule.ts';

/** Counts, along one path of a search, the members of every team, manufacturer and group. */
export class RuleCounters {
  readonly isEmpty: boolean;
  /** By rule. */
  readonly #counts: Int32Array;
  readonly #max: Int32Array;
  /** The rules that count a driver: `#memberships` from `#starts[position]` to the next start. */
  readonly #starts: Int32Array;
  readonly #memberships: Int32Array;
  readonly #minimums: readonly Minimum[];

  constructor(rules: readonly CountRule[], order: readonly number[], driverCount: number) {
    this.isEmpty = rules.length === 0;
    this.#counts = new Int32Array(rules.length);
    this.#max = Int32Array.from(rules, (rule) => rule.max);
    const rulesOf: number[][] = Array.from({ length: driverCount }, () => []);
    for (const [index, rule] of rules.entries()) {
      for (const position of rule.members) rulesOf[position]!.push(index);
    }
    this.#starts = new Int32Array(driverCount + 1);
    for (const [position, { length }] of rulesOf.entries()) {
      this.#starts[position + 1] = this.#starts[position]! + length;
    }
    this.#memberships = Int32Array.from(rulesOf.flat());
    this.#minimums = [...rules.entries()]
      .filter(([, rule]) => rule.min > 0)
      .map(([index, rule]) => ({ index, min: rule.min, membersFrom: membersFrom(rule, order) }));
  }

  /** Whether every rule of the driver has room for one more. */
  admits(position: number): boolean {
    const end = this.#starts[position + 1]!;
    for (let k = this.#starts[position]!; k < end; k++) {
      const rule = this.#memberships[k]!;
      if (this.#counts[rule]! >= this.#max[rule]!) return false;
    }
    return true;
  }

  add(position: number): void {
    this.#change(position, 1);
  }

  remove(position: number): void {
    this.#change(position, -1);
  }

  /** Whether each minimum by itself can still be met from the drivers at `index` and after. */
  canMeetMinimums(index: number, slotsLeft: number): boolean {
    for (const minimum of this.#minimums) {
      const missing = minimum.min - this.#counts[minimum.index]!;
      if (missing > slotsLeft || missing > minimum.membersFrom[index]!) return false;
    }
    return true;
  }

  #change(position: number, by: number): void {
    const end = this.#starts[position + 1]!;
    for (let k = this.#starts[position]!; k < end; k++) {
      const rule = this.#memberships[k]!;
      this.#counts[rule] = this.#counts[rule]! + by;
    }
  }
}

/** `membersFrom`, by search index: how many members of the rule come from there on. */
type Minimum = { index: number; min: number; membersFrom: Int32Array };

function membersFrom(rule: CountRule, order: readonly number[]): Int32Array {
  const members = new Set(rule.members);
  const counts = new Int32Array(order.length + 1);
  for (let index = order.length - 1; index >= 0; index--) {
    counts[index] = counts[index + 1]! + (members.has(order[index]!) ? 1 : 0);
  }
  return counts;
}
