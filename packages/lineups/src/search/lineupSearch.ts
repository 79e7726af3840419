import { type BoundTable, buildBoundTable, type TableMemory } from './boundTable.ts';
import { EarliestLineup } from './earliestLineup.ts';
import type { LineupBuffer } from './lineupBuffer.ts';
import { LineupCollector, type Wanted } from './lineupCollector.ts';
import { type LineupList, NO_LINEUPS } from './lineupList.ts';
import { RuleCounters } from './ruleCounters.ts';
import { searchOrderOf, type SearchSpace, type SearchTools } from './searchSpace.ts';
import type { StopWatch } from './stopWatch.ts';
import type { TakenSubsets } from './takenSubsets.ts';

const NOTHING: Wanted = { limit: 0, floor: Infinity, after: undefined };

/**
 * Depth-first search, the drivers in order of their score, that leaves a branch as soon as the bound
 * table says that nothing in it can reach the worst lineup of those it keeps.
 */
export class LineupSearch {
  /** No lineup scores more; -Infinity when there is none. */
  readonly highest: number;
  /** No lineup scores less. */
  readonly lowest: number;
  /** Roughly what the last `find` did besides taking in lineups: drivers tried, lineups turned down. */
  effort = 0;

  readonly #stopWatch: StopWatch;
  readonly #taken: TakenSubsets | undefined;
  readonly #counters: RuleCounters;
  readonly #table: BoundTable;
  readonly #slots: number;
  readonly #slackUnits: number;
  /** By search index: input position, score, salary. */
  readonly #order: readonly number[];
  readonly #scores: Float64Array;
  readonly #units: Int32Array;
  /** Input positions chosen so far, the forced drivers first. */
  readonly #path: Uint8Array;
  /** By number of slots filled: the score so far, the room left in units and in table cells. */
  readonly #scoreAt: Float64Array;
  readonly #roomAt: Int32Array;
  readonly #cellsAt: Int32Array;
  #collector: LineupCollector;
  /** The collector's. */
  #buffer: LineupBuffer;
  #earliest: EarliestLineup | undefined;

  constructor(space: SearchSpace, tools: SearchTools) {
    const { slate, forced } = space;
    this.#stopWatch = tools.stopWatch;
    this.#taken = space.taken;
    this.#slots = slate.rosterSize - forced.length;
    this.#slackUnits = slate.salary.slackUnits;
    const { positions, scores, units } = searchOrderOf(space);
    this.#order = positions;
    this.#scores = scores;
    this.#units = units;
    this.#counters = new RuleCounters({
      ...slate,
      rules: slate.countRules,
      order: this.#order,
    });
    this.#path = new Uint8Array(slate.rosterSize);
    this.#scoreAt = new Float64Array(Math.max(0, this.#slots) + 1);
    this.#roomAt = new Int32Array(this.#scoreAt.length);
    this.#cellsAt = new Int32Array(this.#scoreAt.length);
    this.#collector = new LineupCollector(slate.rosterSize, NOTHING);
    this.#buffer = this.#collector.buffer;
    const isPossible = this.#placeForced(space);
    this.#table = this.#buildTable(isPossible, tools.memory);
    this.highest = isPossible ? this.#bestFromRoot() : -Infinity;
    this.lowest = this.#scoreAt[0]! + this.#slots * (this.#scores.at(-1) ?? 0);
  }

  /** None once stopped: what was found till then need not be the best. */
  find({ limit, floor, after }: Wanted): LineupList {
    const wanted = { limit, floor: Math.max(floor, this.lowest), after };
    this.#collector = new LineupCollector(this.#path.length, wanted);
    this.#buffer = this.#collector.buffer;
    this.effort = 0;
    if (this.highest >= this.#buffer.threshold && !this.#isForcedTaken()) {
      if (this.#slots === 0) this.#offer(this.#scoreAt[0]!);
      else this.#extend(0, 0);
    }
    return this.wasStopped ? NO_LINEUPS : this.#buffer.toList();
  }

  get wasStopped(): boolean {
    return this.#stopWatch.isStopped;
  }

  /** How many lineups the last `find` left out because they do not come after its `after`. */
  get skipped(): number {
    return this.#collector.skipped;
  }

  /** Fills the first places of the path; false when the forced drivers break a rule themselves. */
  #placeForced({ slate, scores, open, forced }: SearchSpace): boolean {
    let room = slate.salary.roomUnits;
    if (this.#slots < 0 || this.#order.length < this.#slots || this.#slackUnits < 0) return false;
    for (const [index, position] of forced.entries()) {
      if (!open.includes(position) || !this.#counters.admits(position)) return false;
      this.#counters.add(position);
      this.#path[index] = position;
      this.#scoreAt[0]! += scores[position]!;
      room -= slate.salary.units[position]!;
    }
    this.#roomAt[0] = room;
    return room >= 0 && this.#counters.canFill(this.#slots, 0);
  }

  /** Asked for each search anew: lineups may have been taken since the last. */
  #isForcedTaken(): boolean {
    for (let length = this.#path.length - this.#slots; length > 0; length--) {
      if (this.#taken?.isTakenByLast(this.#path, length)) return true;
    }
    return false;
  }

  #buildTable(isPossible: boolean, memory: TableMemory): BoundTable {
    const table = buildBoundTable(
      {
        scores: isPossible ? this.#scores : new Float64Array(0),
        units: this.#units,
        slots: Math.max(0, this.#slots),
        roomUnits: Math.max(0, this.#roomAt[0]!),
        slackUnits: this.#slackUnits,
      },
      memory,
    );
    this.#cellsAt[0] = table.roomCells;
    return table;
  }

  #bestFromRoot(): number {
    const { cells, slotStride } = this.#table;
    return this.#scoreAt[0]! + cells[this.#slots * slotStride + this.#cellsAt[0]!]!;
  }

  /** Fills the next slot with each of the drivers from a search index on. */
  #extend(from: number, depth: number): void {
    const slotsLeft = this.#slots - depth;
    if (slotsLeft === 1) {
      this.#fillLastSlot(from, depth);
      return;
    }
    const { cells, slotStride, driverStride, weights } = this.#table;
    const score = this.#scoreAt[depth]!;
    const room = this.#cellsAt[depth]!;
    const last = this.#order.length - slotsLeft;
    let row = from * driverStride + slotsLeft * slotStride;
    for (let index = from; index <= last; index++, row += driverStride) {
      this.#work();
      if (!this.#isWorthwhile(score + cells[row + room]!, index, depth)) return;
      const roomLeft = room - weights[index]!;
      if (roomLeft < 0) continue;
      const rest = cells[row + driverStride - slotStride + roomLeft]!;
      const best = score + this.#scores[index]! + rest;
      if (best < this.#buffer.threshold) continue;
      if (!this.#choose(index, depth)) continue;
      if (this.#isWorthwhile(best, index + 1, depth + 1)) this.#extend(index + 1, depth + 1);
      this.#counters.remove(this.#order[index]!);
    }
  }

  #fillLastSlot(from: number, depth: number): void {
    const score = this.#scoreAt[depth]!;
    const room = this.#roomAt[depth]!;
    const slack = this.#slackUnits;
    const scores = this.#scores;
    this.#collector.startPath();
    for (let index = from; index < scores.length; index++) {
      const total = score + scores[index]!;
      // The drivers come in order of their score.
      if (total < this.#buffer.threshold) return;
      const roomLeft = room - this.#units[index]!;
      if (roomLeft < 0 || roomLeft > slack) continue;
      this.#path[this.#path.length - 1] = this.#order[index]!;
      if (this.#counters.isEmpty || this.#keepsRules(index)) this.#offer(total);
    }
  }

  #keepsRules(index: number): boolean {
    this.#work();
    return this.#counters.admitsLast(this.#order[index]!, index);
  }

  /** Puts a driver into the next slot unless a rule is against it. */
  #choose(index: number, depth: number): boolean {
    this.effort++;
    const position = this.#order[index]!;
    if (!this.#counters.admits(position)) return false;
    const filled = this.#path.length - this.#slots + depth;
    this.#path[filled] = position;
    if (this.#taken?.isTakenByLast(this.#path, filled + 1)) return false;
    this.#scoreAt[depth + 1] = this.#scoreAt[depth]! + this.#scores[index]!;
    this.#roomAt[depth + 1] = this.#roomAt[depth]! - this.#units[index]!;
    this.#cellsAt[depth + 1] = this.#cellsAt[depth]! - this.#table.weights[index]!;
    this.#counters.add(position);
    return true;
  }

  /** Whether the drivers from a search index on can lead to a lineup that would be kept. */
  #isWorthwhile(best: number, index: number, depth: number): boolean {
    const threshold = this.#buffer.threshold;
    if (best < threshold) return false;
    if (best === threshold && this.#buffer.worst !== undefined && !this.#mayTie(index, depth)) {
      return false;
    }
    return this.#counters.isEmpty || this.#counters.canFill(this.#slots - depth, index);
  }

  /** Whether, of lineups as good as the worst one kept, an earlier one may still come. */
  #mayTie(index: number, depth: number): boolean {
    this.#earliest ??= new EarliestLineup(this.#order, this.#path.length);
    const filled = this.#path.length - this.#slots + depth;
    return this.#buffer.admitsTie(this.#earliest.completing(this.#path, filled, index));
  }

  #offer(score: number): void {
    this.#work();
    const isTaken = this.#taken?.isTakenByLast(this.#path, this.#path.length) ?? false;
    if (isTaken || !this.#collector.offer(score, this.#path)) this.effort++;
  }

  #work(): void {
    if (this.#stopWatch.isStoppedAfter(1)) this.#buffer.threshold = Infinity;
  }
}
