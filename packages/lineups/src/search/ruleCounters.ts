import type { CountRule } from '../slate/countRule.ts';
import { disjointRules } from './disjointRules.ts';
import { JointLimit, type LimitedOrder } from './jointLimit.ts';

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
  readonly #jointLimits: readonly JointLimit[];

  constructor(limited: LimitedOrder) {
    const { rules, driverCount } = limited;
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
    this.#minimums = minimumsOf(limited);
    this.#jointLimits = jointLimitsOf(limited);
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

  /** False when no choice of `slots` of the drivers at `index` and after can keep the rules. */
  canFill(slots: number, index: number): boolean {
    if (!this.#canMeetMinimums(slots, index)) return false;
    if (slots === 0) return true;
    for (const limit of this.#jointLimits) {
      if (!limit.canFill(slots, index, this.#counts)) return false;
    }
    return true;
  }

  /** Whether a lineup that this driver, the one at `index`, completes keeps the rules. */
  admitsLast(position: number, index: number): boolean {
    if (this.isEmpty) return true;
    if (!this.admits(position)) return false;
    this.add(position);
    const keeps = this.canFill(0, index + 1);
    this.remove(position);
    return keeps;
  }

  /** Each by itself, and those of the groups that share no driver one beside the other. */
  #canMeetMinimums(slots: number, index: number): boolean {
    let slotsLeft = slots;
    for (const minimum of this.#minimums) {
      const missing = minimum.min - this.#counts[minimum.index]!;
      if (missing > slots || missing > minimum.membersFrom[index]!) return false;
      if (minimum.isDisjoint && missing > 0) slotsLeft -= missing;
    }
    return slotsLeft >= 0;
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
type Minimum = { index: number; min: number; membersFrom: Int32Array; isDisjoint: boolean };

function minimumsOf({ rules, order }: LimitedOrder): Minimum[] {
  const indexes = [...rules.keys()]
    .filter((index) => rules[index]!.min > 0)
    .toSorted((a, b) => rules[b]!.min - rules[a]!.min);
  const disjoint = new Set(disjointRules(indexes, rules));
  return indexes.map((index) => ({
    index,
    min: rules[index]!.min,
    membersFrom: membersFrom(rules[index]!, order),
    isDisjoint: disjoint.has(index),
  }));
}

/** One for each kind of rule: a driver has one team and one manufacturer; groups may share some. */
function jointLimitsOf(limited: LimitedOrder): JointLimit[] {
  const { rules } = limited;
  return (['team', 'manufacturer', 'group'] as const).flatMap((kind) => {
    const indexes = [...rules.keys()].filter((index) => rules[index]!.kind === kind);
    const joined = disjointRules(indexes.toSorted(byRefused), rules);
    return joined.length > 0 ? [new JointLimit(joined, limited)] : [];
  });

  function byRefused(a: number, b: number) {
    return refused(rules[b]!) - refused(rules[a]!);
  }
}

/** How many of its members a rule keeps out of a lineup. */
function refused({ members, max }: CountRule): number {
  return members.length - max;
}

function membersFrom(rule: CountRule, order: readonly number[]): Int32Array {
  const members = new Set(rule.members);
  const counts = new Int32Array(order.length + 1);
  for (let index = order.length - 1; index >= 0; index--) {
    counts[index] = counts[index + 1]! + (members.has(order[index]!) ? 1 : 0);
  }
  return counts;
}
