import type { PreparedSlate } from '../slate/preparedSlate.ts';
import { RuleCounters } from './ruleCounters.ts';
import type { StopWatch } from './stopWatch.ts';

/** Lineups that differ in their last driver only. Its arrays are used again for the next run. */
export type LineupRun = {
  /** What the lineups have in common, as input positions. */
  path: Uint8Array;
  /** How many at the start of the path are those of the run before. */
  shared: number;
  /** The last driver of each lineup. */
  last: Uint8Array;
};

/** Goes through every lineup of a slate depth first: the locked drivers, then cheapest first. */
export class LineupWalk {
  readonly #slate: PreparedSlate;
  readonly #onRun: (run: LineupRun) => void;
  readonly #stopWatch: StopWatch;
  readonly #counters: RuleCounters;
  readonly #lockedCount: number;
  /** By search index: input position, salary, and the salaries of all before it together. */
  readonly #order: readonly number[];
  readonly #units: Int32Array;
  readonly #unitsBefore: Float64Array;
  readonly #path: Uint8Array;
  readonly #last: Uint8Array;
  #shared = 0;

  constructor(slate: PreparedSlate, onRun: (run: LineupRun) => void, stopWatch: StopWatch) {
    this.#slate = slate;
    this.#onRun = onRun;
    this.#stopWatch = stopWatch;
    const { units } = slate.salary;
    const free = slate.open.filter((position) => !slate.locked.includes(position));
    this.#order = [...slate.locked, ...free.toSorted((a, b) => units[a]! - units[b]! || a - b)];
    this.#lockedCount = slate.locked.length;
    this.#units = Int32Array.from(this.#order, (position) => units[position]!);
    this.#unitsBefore = new Float64Array(this.#order.length + 1);
    for (const [index, unit] of this.#units.entries()) {
      this.#unitsBefore[index + 1] = this.#unitsBefore[index]! + unit;
    }
    this.#counters = new RuleCounters({
      ...slate,
      rules: slate.countRules,
      order: this.#order,
    });
    this.#path = new Uint8Array(slate.rosterSize - 1);
    this.#last = new Uint8Array(this.#order.length);
  }

  run(): void {
    const { rosterSize, salary } = this.#slate;
    if (this.#lockedCount > rosterSize || this.#order.length < rosterSize) return;
    if (salary.roomUnits < 0 || salary.slackUnits < 0) return;
    if (this.#counters.canFill(rosterSize, 0)) this.#extend(0, salary.roomUnits, 0);
  }

  /** Fills the next place with each of the drivers from a search index on. */
  #extend(from: number, room: number, depth: number): void {
    const missing = this.#slate.rosterSize - depth - 1;
    if (missing === 0) {
      this.#fillLastPlace(from, room, depth);
      return;
    }
    const end = this.#endOf(from, depth);
    for (let index = from; index < end; index++) {
      if (this.#stopWatch.isStoppedAfter(1)) return;
      const left = room - this.#units[index]!;
      // The cheapest to complete it with come right after it.
      if (left < this.#unitsOf(index + 1, missing)) return;
      if (!this.#canSpend(left, missing, depth)) continue;
      this.#choose(index, left, depth);
    }
  }

  #choose(index: number, left: number, depth: number): void {
    const position = this.#order[index]!;
    if (!this.#counters.admits(position)) return;
    this.#counters.add(position);
    this.#path[depth] = position;
    this.#shared = Math.min(this.#shared, depth);
    const missing = this.#slate.rosterSize - depth - 1;
    if (this.#counters.canFill(missing, index + 1)) this.#extend(index + 1, left, depth + 1);
    this.#counters.remove(position);
  }

  #fillLastPlace(from: number, room: number, depth: number): void {
    const { slackUnits } = this.#slate.salary;
    const end = this.#endOf(from, depth);
    let count = 0;
    for (let index = from; index < end; index++) {
      if (this.#stopWatch.isStoppedAfter(1)) return;
      const left = room - this.#units[index]!;
      if (left < 0) break;
      if (left <= slackUnits && this.#counters.admitsLast(this.#order[index]!, index))
        this.#last[count++] = this.#order[index]!;
    }
    if (count === 0) return;
    this.#onRun({
      path: this.#path,
      shared: this.#shared,
      last: this.#last.subarray(0, count),
    });
    this.#shared = this.#path.length;
  }

  /** A locked driver's place leaves no choice, any other as long as enough drivers come after. */
  #endOf(from: number, depth: number): number {
    if (depth < this.#lockedCount) return from + 1;
    return this.#order.length - (this.#slate.rosterSize - depth - 1);
  }

  /** Whether the dearest drivers can bring the lineup to the least it must cost. */
  #canSpend(left: number, missing: number, depth: number): boolean {
    if (depth + 1 < this.#lockedCount) return true;
    return (
      left - this.#unitsOf(this.#order.length - missing, missing) <= this.#slate.salary.slackUnits
    );
  }

  #unitsOf(from: number, count: number): number {
    return this.#unitsBefore[from + count]! - this.#unitsBefore[from]!;
  }
}
