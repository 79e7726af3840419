import type { CountRule } from '../slate/countRule.ts';
import type { PreparedSlate } from '../slate/preparedSlate.ts';

/** What the limits are about: all rules, and the drivers in the order in which they are tried. */
export type LimitedOrder = Pick<PreparedSlate, 'ownership' | 'driverCount' | 'rosterSize'> & {
  rules: readonly CountRule[];
  order: readonly number[];
};

const UNLIMITED = -1;

/**
 * The maximums of rules that share no driver, taken together. Each by itself has room for one more to
 * the end, also where nine teams of which each may send one driver are to fill ten places: without
 * this a search would find that out by trying everything.
 */
export class JointLimit {
  readonly #rosterSize: number;
  readonly #max: Int32Array;
  /** By search index: the rule that counts the driver. */
  readonly #ruleAt: Int32Array;
  /** By search index: how many drivers from there on would fit into an empty lineup. */
  readonly #mostFrom: Int32Array;
  readonly #room: Int32Array;

  /** `joined` are indexes of rules that share no driver. */
  constructor(joined: readonly number[], { rules, order, driverCount, rosterSize }: LimitedOrder) {
    this.#rosterSize = rosterSize;
    this.#max = Int32Array.from(rules, (rule) => rule.max);
    this.#room = new Int32Array(rules.length);
    const ruleOf = new Int32Array(driverCount).fill(UNLIMITED);
    for (const index of joined) {
      for (const position of rules[index]!.members) ruleOf[position] = index;
    }
    this.#ruleAt = Int32Array.from(order, (position) => ruleOf[position]!);
    this.#mostFrom = new Int32Array(order.length + 1);
    this.#room.set(this.#max);
    for (let index = order.length - 1; index >= 0; index--) {
      this.#mostFrom[index] = this.#mostFrom[index + 1]! + (this.#takesRoom(index) ? 1 : 0);
    }
  }

  /** Whether the drivers from a search index on suffice, given how many each rule counts already. */
  canFill(slots: number, index: number, counts: Int32Array): boolean {
    // A driver chosen takes one place and at most one driver's room.
    if (this.#mostFrom[index]! >= this.#rosterSize) return true;
    for (let rule = 0; rule < counts.length; rule++) {
      this.#room[rule] = this.#max[rule]! - counts[rule]!;
    }
    let missing = slots;
    for (let next = index; missing > 0 && next < this.#ruleAt.length; next++) {
      if (this.#takesRoom(next)) missing--;
    }
    return missing === 0;
  }

  #takesRoom(index: number): boolean {
    const rule = this.#ruleAt[index]!;
    if (rule === UNLIMITED) return true;
    this.#room[rule] = this.#room[rule]! - 1;
    return this.#room[rule] >= 0;
  }
}
