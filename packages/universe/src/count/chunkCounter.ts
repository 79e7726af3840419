import { KernelMemory } from '../kernels/kernelMemory.ts';
import { createKernels, type Kernels, type RunsInBlock } from '../kernels/kernels.ts';
import type { KernelModule } from '../kernels/webAssembly.ts';
import type { CountTask } from './countTask.ts';
import { needsOf } from './lines.ts';

/** So many races of the rows in use stay in the nearest caches, and take well below a millisecond. */
const RACES_PER_BLOCK = 1_024;

/** The kernels add 0 to so many counts behind the last. */
const COUNTS_BEHIND = 3;

/** One thread's part in a count: a copy of the races, and room for the lineups of one chunk. */
export class ChunkCounter {
  readonly #task: CountTask;
  readonly #memory = new KernelMemory();
  readonly #kernels: Kernels;
  readonly #rows: number;
  /** Points of 0 in every race of a block. */
  readonly #nobody: number;
  readonly #needs: readonly number[];
  readonly #runs: number;
  readonly #levels: number;
  readonly #counts: readonly number[];
  readonly #weights: number | undefined;

  constructor(module: KernelModule, task: CountTask) {
    this.#task = task;
    const { universe, scenarios, lines } = task;
    const lineBytes = scenarios.stride * 2;
    this.#rows = this.#memory.reserve(scenarios.rows.byteLength);
    this.#nobody = this.#memory.reserve(RACES_PER_BLOCK * 2);
    this.#needs = lines.map(() => this.#memory.reserve(lineBytes));
    this.#runs = this.#memory.reserve(largestStep(universe.byteAt));
    this.#levels = this.#memory.reserve(2 * this.#levelsOf(RACES_PER_BLOCK * 2));
    const mostCounts = largestStep(universe.lineupAt) + COUNTS_BEHIND;
    this.#counts = lines.map(() => this.#memory.reserve(4 * mostCounts));
    this.#memory.steps(this.#rows, scenarios.rows.length).set(scenarios.rows);
    for (const [index, line] of lines.entries()) {
      this.#memory.steps(this.#needs[index]!, scenarios.stride).set(needsOf(line, scenarios));
    }
    if (task.weights) {
      this.#weights = this.#memory.reserve(lineBytes);
      this.#memory.steps(this.#weights, scenarios.count).set(task.weights);
    }
    this.#kernels = createKernels(module, this.#memory);
  }

  /** Counts one chunk into the task; false, and nothing counted, when told to stop meanwhile. */
  count(chunk: number, shouldStop: () => boolean): boolean {
    const { universe, scenarios, counts } = this.#task;
    const start = universe.lineupAt[chunk]!;
    const length = universe.lineupAt[chunk + 1]! - start;
    const runs = universe.bytes.subarray(universe.byteAt[chunk], universe.byteAt[chunk + 1]);
    this.#memory.bytes(this.#runs, runs.length).set(runs);
    for (const address of this.#counts) this.#memory.counts(address, length).fill(0);
    for (let race = 0; race < scenarios.stride; race += RACES_PER_BLOCK) {
      if (shouldStop()) return false;
      this.#countBlock(race, runs.length);
    }
    for (const [line, address] of this.#counts.entries()) {
      counts[line]!.set(this.#memory.counts(address, length), start);
    }
    return true;
  }

  /** Two lines at once cost less than each by itself. */
  #countBlock(race: number, runBytes: number): void {
    const { stride } = this.#task.scenarios;
    const bytes = 2 * Math.min(RACES_PER_BLOCK, stride - race);
    const levels = this.#levelsOf(bytes);
    const block: RunsInBlock = [
      this.#runs,
      this.#runs + runBytes,
      this.#pathLength,
      this.#rows + 2 * race,
      this.#nobody,
      2 * stride,
      bytes,
      this.#levels,
    ];
    if (this.#weights !== undefined) {
      this.#place(0, race, this.#levels);
      this.#kernels.weighOne(...block, this.#weights + 2 * race, this.#counts[0]!);
      return;
    }
    let line = 0;
    for (; line + 1 < this.#needs.length; line += 2) {
      this.#place(line, race, this.#levels);
      this.#place(line + 1, race, this.#levels + levels);
      this.#kernels.countTwo(...block, levels, this.#counts[line]!, this.#counts[line + 1]!);
    }
    if (line === this.#needs.length) return;
    this.#place(line, race, this.#levels);
    this.#kernels.countOne(...block, this.#counts[line]!);
  }

  /** The needs of a line in a block, to where the paths begin. */
  #place(line: number, race: number, address: number): void {
    const length = Math.min(RACES_PER_BLOCK, this.#task.scenarios.stride - race);
    const needs = this.#memory.steps(this.#needs[line]! + 2 * race, length);
    this.#memory.steps(address, length).set(needs);
  }

  get #pathLength(): number {
    return this.#task.universe.rosterSize - 1;
  }

  /** The bytes of all levels of a path, the empty one too. */
  #levelsOf(blockBytes: number): number {
    return this.#task.universe.rosterSize * blockBytes;
  }
}

function largestStep(ends: Uint32Array): number {
  return ends.reduce((most, end, index) => Math.max(most, end - (ends[index - 1] ?? 0)), 0);
}
