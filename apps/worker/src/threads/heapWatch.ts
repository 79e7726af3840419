import { Worker } from 'node:worker_threads';

/** Missing from the types of Node 20, and from Node 20. */
type WithStatistics = Worker & { getHeapStatistics?: () => Promise<{ used_heap_size: number }> };

const LOOK_EVERY_MS = 25;

/**
 * What V8 is told to allow a thread whose heap is watched, beside what it may have. V8 ends the
 * whole process, and not the thread, when a heap outgrows its limit faster than a thread can be
 * stopped, so the watch has to come first.
 */
const ALLOWANCE = 1 / 0.85;

/** The limit that V8 is to set for a heap that may have `memoryMb`. */
export function heapLimitOf(memoryMb: number): number {
  return canWatch() ? Math.ceil(memoryMb * ALLOWANCE) : memoryMb;
}

/** From Node 22.16 on one thread can ask how large the heap of another is, even of a busy one. */
function canWatch(): boolean {
  return 'getHeapStatistics' in Worker.prototype;
}

export type HeapWatchOptions = { thread: Worker; memoryMb: number; onExceeded: () => void };

/** Ends a thread before V8 has to. Does nothing where Node cannot tell. */
export class HeapWatch {
  readonly #options: HeapWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #isLooking = false;

  constructor(options: HeapWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One at a time: a thread that is blocked does not answer. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const { thread, memoryMb, onExceeded } = this.#options;
    try {
      const statistics = await (thread as WithStatistics).getHeapStatistics?.();
      if (statistics && statistics.used_heap_size > memoryMb * 2 ** 20) onExceeded();
    } catch {
      // The thread has ended meanwhile, which is told elsewhere.
      this.stop();
    } finally {
      this.#isLooking = false;
    }
  }
}
