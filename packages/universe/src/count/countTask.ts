import type { LineupUniverse } from '../lineups/enumerateLineups.ts';
import { chunkCountOf } from '../lineups/visitLineups.ts';
import type { Scenarios } from '../scenarios.ts';
import type { Line } from './lines.ts';

/**
 * A count of all lineups that any number of threads may work on: plain data in shared memory, to be
 * posted to each. It is complete when every chunk is done.
 */
export type CountTask = {
  universe: LineupUniverse;
  scenarios: Scenarios;
  lines: readonly Line[];
  /** By race how much it counts, instead of 1; such a task has one line. */
  weights?: Uint8Array;
  /** By line and lineup: in how many races it has at least as many steps as the line. */
  counts: readonly Uint32Array[];
  /** Chunks that have been taken, and chunks that are done. */
  progress: Int32Array;
};

const TAKEN = 0;
const DONE = 1;

export function createCountTask(
  given: Pick<CountTask, 'universe' | 'scenarios' | 'lines'>,
): CountTask {
  const { universe, scenarios, lines } = given;
  return {
    universe,
    scenarios,
    lines,
    counts: lines.map(() => new Uint32Array(new SharedArrayBuffer(4 * universe.count))),
    progress: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/** The next chunk that no thread has taken. */
export function takeChunk(task: CountTask): number | undefined {
  const chunk = Atomics.add(task.progress, TAKEN, 1);
  return chunk < chunkCountOf(task.universe) ? chunk : undefined;
}

/** Tells how many chunks are done with this one, in all threads. */
export function finishChunk(task: CountTask): number {
  return Atomics.add(task.progress, DONE, 1) + 1;
}

export function isComplete(task: CountTask): boolean {
  return Atomics.load(task.progress, DONE) === chunkCountOf(task.universe);
}
