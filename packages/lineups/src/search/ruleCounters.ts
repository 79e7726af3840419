import type { CountRule } from '../slate/countRule.ts';
import { disjointRules } from './disjointRules.ts';
import { JointLimit, type LimitedOrder } from './jointLimit.ts';
import { OwnershipCounter } from './ownershipCounter.ts';

const NO_MINIMUM = 0;
/** More than any lineup holds. */
const NO_MAXIMUM = 1_000;

/** Keeps, along one path of a search, the rules about what a lineup may hold: counts and ownership. */
export class RuleCounters {
  readonly isEmpty: boolean;
  readonly #rules: readonly CountRule[];
  /** By rule. */
  readonly #counts: Int32Array;
  /** By rule, in force: none as long as the driver whom the rule depends on is not on the path. */
  readonly #min: Int32Array;
  readonly #max: Int32Array;
  /** The rules that count a driver: `#memberships` from `#starts[position]` to the next start. */
  readonly #starts: Int32Array;
  readonly #memberships: Int32Array;
  /** By driver: the rules that count only in lineups with him. */
  readonly #rulesWith: readonly (readonly number[] | undefined)[];
  readonly #minimums: readonly Minimum[];
  readonly #jointLimits: readonly JointLimit[];
  readonly #ownership: OwnershipCounter | undefined;

  constructor(limited: LimitedOrder) {
    const { rules, driverCount, order, ownership, rosterSize } = limited;
    this.isEmpty = rules.length === 0 && ownership === undefined;
    this.#rules = rules;
    this.#counts = new Int32Array(rules.length);
    this.#min = Int32Array.from(rules, (rule) => (isConditional(rule) ? NO_MINIMUM : rule.min));
    this.#max = Int32Array.from(rules, (rule) => (isConditional(rule) ? NO_MAXIMUM : rule.max));
    const rulesOf: number[][] = Array.from({ length: driverCount }, () => []);
    for (const [index, rule] of rules.entries()) {
      for (const position of rule.members) rulesOf[position]!.push(index);
    }
    this.#starts = new Int32Array(driverCount + 1);
    for (const [position, { length }] of rulesOf.entries()) {
      this.#starts[position + 1] = this.#starts[position]! + length;
    }
    this.#memberships = Int32Array.from(rulesOf.flat());
    this.#rulesWith = rulesWith(limited);
    this.#minimums = minimumsOf(limited);
    this.#jointLimits = jointLimitsOf(limited);
    if (ownership) this.#ownership = new OwnershipCounter(ownership, order, rosterSize);
  }

  /** Whether every rule of the driver has room for one more. */
  admits(position: number): boolean {
    const end = this.#starts[position + 1]!;
    for (let k = this.#starts[position]!; k < end; k++) {
      const rule = this.#memberships[k]!;
      if (this.#counts[rule]! >= this.#max[rule]!) return false;
    }
    const withHim = this.#rulesWith[position];
    if (withHim && !withHim.every((rule) => this.#admitsCondition(rule, position))) return false;
    return this.#ownership?.admits(position) ?? true;
  }

  add(position: number): void {
    this.#count(position, 1);
    for (const rule of this.#rulesWith[position] ?? []) {
      this.#min[rule] = this.#rules[rule]!.min;
      this.#max[rule] = this.#rules[rule]!.max;
    }
    this.#ownership?.add(position);
  }

  remove(position: number): void {
    this.#count(position, -1);
    for (const rule of this.#rulesWith[position] ?? []) {
      this.#min[rule] = NO_MINIMUM;
      this.#max[rule] = NO_MAXIMUM;
    }
    this.#ownership?.remove(position);
  }

  /** False when no choice of `slots` of the drivers at `index` and after can keep the rules. */
  canFill(slots: number, index: number): boolean {
    if (!this.#canMeetMinimums(slots, index)) return false;
    if (slots === 0) return true;
    for (const limit of this.#jointLimits) {
      if (!limit.canFill(slots, index, this.#counts)) return false;
    }
    return this.#ownership?.canFill(slots, index) ?? true;
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

  /** Whether a rule that counts only with this driver would still allow him. */
  #admitsCondition(rule: number, position: number): boolean {
    const { members, max } = this.#rules[rule]!;
    return this.#counts[rule]! + (members.includes(position) ? 1 : 0) <= max;
  }

  /** Each by itself, and those of the groups that share no driver one beside the other. */
  #canMeetMinimums(slots: number, index: number): boolean {
    let slotsLeft = slots;
    for (const minimum of this.#minimums) {
      const missing = this.#min[minimum.index]! - this.#counts[minimum.index]!;
      if (missing > slots || missing > minimum.membersFrom[index]!) return false;
      if (minimum.isDisjoint && missing > 0) slotsLeft -= missing;
    }
    return slotsLeft >= 0;
  }

  #count(position: number, by: number): void {
    const end = this.#starts[position + 1]!;
    for (let k = this.#starts[position]!; k < end; k++) {
      const rule = this.#memberships[k]!;
      this.#counts[rule] = this.#counts[rule]! + by;
    }
  }
}

/** `membersFrom`, by search index: how many members of the rule come from there on. */
type Minimum = { index: number; membersFrom: Int32Array; isDisjoint: boolean };

function minimumsOf({ rules, order }: LimitedOrder): Minimum[] {
  const indexes = [...rules.keys()]
    .filter((index) => rules[index]!.min > 0)
    .toSorted((a, b) => rules[b]!.min - rules[a]!.min)
    // Those always in force first: they say more.
    .toSorted((a, b) => Number(isConditional(rules[a]!)) - Number(isConditional(rules[b]!)));
  const disjoint = new Set(disjointRules(indexes, rules));
  return indexes.map((index) => ({
    index,
    membersFrom: membersFrom(rules[index]!, order),
    isDisjoint: disjoint.has(index),
  }));
}

/** One for each kind of rule: a driver has one team and one manufacturer; groups may share some. */
function jointLimitsOf(limited: LimitedOrder): JointLimit[] {
  const { rules } = limited;
  return (['team', 'manufacturer', 'group'] as const).flatMap((kind) => {
    const indexes = [...rules.keys()].filter(
      (index) => rules[index]!.kind === kind && !isConditional(rules[index]!),
    );
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

function isConditional({ ifDriver }: CountRule): boolean {
  return ifDriver !== undefined;
}

function rulesWith({ rules, driverCount }: LimitedOrder): (number[] | undefined)[] {
  const found: (number[] | undefined)[] = Array.from({ length: driverCount });
  for (const [index, { ifDriver }] of rules.entries()) {
    if (ifDriver !== undefined) found[ifDriver] = [...(found[ifDriver] ?? []), index];
  }
  return found;
}

function membersFrom(rule: CountRule, order: readonly number[]): Int32Array {
  const members = new Set(rule.members);
  const counts = new Int32Array(order.length + 1);
  for (let index = order.length - 1; index >= 0; index--) {
    counts[index] = counts[index + 1]! + (members.has(order[index]!) ? 1 : 0);
  }
  return counts;
}
