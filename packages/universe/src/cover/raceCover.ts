import type { Line } from '../count/lines.ts';
import { needsOf } from '../count/lines.ts';
import { KernelMemory } from '../kernels/kernelMemory.ts';
import { createKernels, type Kernels } from '../kernels/kernels.ts';
import type { KernelModule } from '../kernels/webAssembly.ts';
import type { Scenarios } from '../scenarios.ts';

/** The bits of 128 races are a vector. */
const RACES_PER_VECTOR = 128;

export type CoverRaces = { scenarios: Scenarios; line: Line };

/** How many lineups there may be, and how many of them may be members. */
export type CoverSize = { lineups: number; members: number };

/** Bytes that each lineup takes. */
export function coverBytes(races: number): number {
  return strideOf(races) / 8;
}

/**
 * Which of many lineups reach the line in which races, a bit each, and which races a changing set of
 * them, the members, reaches together. Lineups go by the order in which they were added.
 */
export class RaceCover {
  /** How many races at least one member reaches. */
  covered = 0;
  count = 0;
  readonly races: number;
  readonly #rosterSize: number;
  readonly #size: CoverSize;
  readonly #memory = new KernelMemory();
  readonly #kernels: Kernels;
  readonly #stride: number;
  readonly #rowBytes: number;
  readonly #points: number;
  readonly #needs: number;
  readonly #drivers: number;
  readonly #bits: number;
  /** By race: how many members reach it, and, where it is one, who. */
  readonly #holders: number;
  readonly #owners: number;
  readonly #covered: number;
  readonly #once: number;
  readonly #tallies: number;
  readonly #none: number;
  readonly #weights: number;

  constructor(module: KernelModule, { scenarios, line }: CoverRaces, size: CoverSize) {
    const { driverCount, count, stride, rosterSize, rows } = scenarios;
    this.races = count;
    this.#rosterSize = rosterSize;
    this.#size = size;
    this.#stride = strideOf(count);
    this.#rowBytes = coverBytes(count);
    const memory = this.#memory;
    this.#points = memory.reserve(driverCount * this.#stride * 2);
    this.#needs = memory.reserve(this.#stride * 2);
    this.#drivers = memory.reserve(size.lineups * rosterSize);
    this.#bits = memory.reserve(size.lineups * this.#rowBytes);
    this.#holders = memory.reserve(this.#stride * 2);
    this.#owners = memory.reserve(this.#stride * 2);
    this.#covered = memory.reserve(this.#rowBytes);
    this.#once = memory.reserve(this.#rowBytes);
    this.#none = memory.reserve(this.#rowBytes);
    this.#tallies = memory.reserve(4 * size.members);
    this.#weights = memory.reserve(4 * this.#stride);
    this.#kernels = createKernels(module, memory);
    for (let driver = 0; driver < driverCount; driver++) {
      const row = rows.subarray(driver * stride, driver * stride + count);
      memory.steps(this.#points + driver * this.#stride * 2, count).set(row);
    }
    const needs = needsOf(line, { ...scenarios, stride: this.#stride });
    memory.steps(this.#needs, this.#stride).set(needs);
  }

  /** Adds lineups, the drivers' positions of one after the other, and finds the races they reach. */
  add(positions: Uint8Array): void {
    const lineups = positions.length / this.#rosterSize;
    if (this.count + lineups > this.#size.lineups) throw new RangeError('No room for more lineups');
    const drivers = this.#drivers + this.count * this.#rosterSize;
    this.#memory.bytes(drivers, positions.length).set(positions);
    this.#kernels.markReached(
      drivers,
      lineups,
      this.#rosterSize,
      this.#points,
      2 * this.#stride,
      this.#needs,
      this.#bitsOf(this.count),
    );
    this.count += lineups;
  }

  /** How many races a lineup reaches. */
  reached(lineup: number): number {
    return this.#kernels.countNew(this.#bitsOf(lineup), this.#none, this.#rowBytes);
  }

  /** How many it reaches that no member does. */
  gain(lineup: number): number {
    return this.#kernels.countNew(this.#bitsOf(lineup), this.#covered, this.#rowBytes);
  }

  /** Makes a lineup the member of this number, below `members`, which is free. */
  join(lineup: number, member: number): void {
    this.covered += this.gain(lineup);
    this.#change(lineup, member, 1);
  }

  /** Takes a lineup away that is the member of this number. */
  leave(lineup: number, member: number): void {
    this.#change(lineup, member, -1);
    this.covered -= this.gain(lineup);
  }

  /**
   * By member how many of the races that he alone reaches this lineup reaches too; without a lineup,
   * how many they are. A view that ends with the next call.
   */
  sharedWith(lineup?: number): Uint32Array {
    const tallies = this.#memory.counts(this.#tallies, this.#size.members).fill(0);
    const bits = lineup === undefined ? this.#once : this.#bitsOf(lineup);
    this.#kernels.tallyOwners(bits, this.#rowBytes, this.#once, this.#owners, this.#tallies);
    return tallies;
  }

  /** What each race is worth to `weigh`. */
  setWeights(weights: Uint8Array): void {
    this.#memory.counts(this.#weights, this.#stride).set(weights);
  }

  /** What the races that a lineup reaches are worth together. */
  weigh(lineup: number): number {
    return this.#kernels.weighBits(this.#bitsOf(lineup), this.#rowBytes, this.#weights);
  }

  /** Adds so much to the sum of each race that a lineup reaches. */
  addTo(sums: Float64Array, lineup: number, amount: number): void {
    const bits = this.#memory.bytes(this.#bitsOf(lineup), this.#rowBytes);
    for (let at = 0; at < bits.length; at++) {
      for (let left = bits[at]!; left > 0; left &= left - 1) {
        sums[8 * at + 31 - Math.clz32(left & -left)]! += amount;
      }
    }
  }

  #change(lineup: number, member: number, by: 1 | -1): void {
    this.#kernels.changeHolders(
      this.#bitsOf(lineup),
      this.#rowBytes,
      member,
      by,
      this.#holders,
      this.#owners,
      this.#covered,
      this.#once,
    );
  }

  #bitsOf(lineup: number): number {
    return this.#bits + lineup * this.#rowBytes;
  }
}

function strideOf(races: number): number {
  return Math.ceil(races / RACES_PER_VECTOR) * RACES_PER_VECTOR;
}
