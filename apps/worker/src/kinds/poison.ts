import { setTimeout as sleep } from 'node:timers/promises';

import type { DrillInput } from '@pitwall/contract';

type Mode = DrillInput['mode'];

/** Missing from the types of Node 20, which has it. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number; maximum: number }) => {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  };
};

const MB = 2 ** 20;
const STEP_MB = 8;
/** Between two steps, so that the memory climbs at under 1 GB/s and can be watched. */
const PAUSE_MS = 10;

const WASM_PAGE_BYTES = 65_536;
const WASM_STEP_PAGES = (STEP_MB * MB) / WASM_PAGE_BYTES;
const WASM_MAX_PAGES = 16_384;

/** What a job may do to its thread and its process, each in its purest form. None returns. */
const POISONS: Partial<Record<Mode, () => unknown>> = {
  loop: loopForEver,
  block: blockForEver,
  allocate_heap: allocateHeap,
  allocate_buffers: allocateBuffers,
  allocate_wasm: allocateWasm,
  throw_outside: throwOutside,
  // oxlint-disable-next-line no-restricted-properties -- a job that calls it is what this drill stands for
  exit: () => process.exit(3),
  kill_process: () => process.kill(process.pid, 'SIGKILL'),
};

/** Does nothing in a mode that is no poison. */
export async function takePoison(mode: Mode): Promise<void> {
  await POISONS[mode]?.();
}

function loopForEver(): never {
  let turns = 0;
  for (;;) turns += 1;
}

function blockForEver(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0);
}

function allocateHeap(): never {
  const kept: object[] = [];
  for (;;)
    kept.push({ more: Array.from({ length: 1_000 }, (_, index) => kept.length + index / 2) });
}

/** Filled, because memory that nobody has touched is only promised. */
async function allocateBuffers(): Promise<never> {
  const kept: Buffer[] = [];
  for (;;) {
    kept.push(Buffer.alloc(STEP_MB * MB, kept.length + 1));
    await sleep(PAUSE_MS);
  }
}

async function allocateWasm(): Promise<never> {
  const kept: object[] = [];
  for (;;) {
    const memory = new WebAssembly.Memory({ initial: 0, maximum: WASM_MAX_PAGES });
    kept.push(memory);
    for (let pages = 0; pages < WASM_MAX_PAGES; pages += WASM_STEP_PAGES) {
      memory.grow(WASM_STEP_PAGES);
      new Uint8Array(memory.buffer, pages * WASM_PAGE_BYTES).fill(1);
      await sleep(PAUSE_MS);
    }
  }
}

async function throwOutside(): Promise<void> {
  setTimeout(() => {
    throw new Error('The drill threw outside of every promise');
  }, 0);
  await new Promise(() => {});
}
