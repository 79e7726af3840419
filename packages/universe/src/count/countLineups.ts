import type { KernelModule } from '../kernels/webAssembly.ts';
import { shouldStop, type UniverseControl } from '../universeControl.ts';
import { ChunkCounter } from './chunkCounter.ts';
import { type CountTask, finishChunk, takeChunk } from './countTask.ts';

/**
 * Counts chunks until none is left to take; false when stopped. Of several threads that do so each is
 * done when it returns, and the task is complete when all have returned true.
 */
export function countLineups(
  module: KernelModule,
  task: CountTask,
  control: UniverseControl = {},
): boolean {
  const counter = new ChunkCounter(module, task);
  for (let chunk = takeChunk(task); chunk !== undefined; chunk = takeChunk(task)) {
    if (!counter.count(chunk, () => shouldStop(control))) return false;
    const done = finishChunk(task);
    const { lineupAt, count } = task.universe;
    // Which chunks are done is not known here, but all are about equally large.
    const lineups = Math.round((done / (lineupAt.length - 1)) * count);
    control.onProgress?.({ phase: 'lineups', done: lineups, total: count });
  }
  return true;
}
