import type { KernelMemory } from './kernelMemory.ts';
import { type KernelModule, webAssembly } from './webAssembly.ts';

/* oxlint-disable max-params -- WebAssembly takes numbers only. */
/** The functions of assembly/kernels.ts; all numbers are addresses, bytes or counts. */
export type Kernels = {
  countOne: (
    runs: number,
    end: number,
    pathLength: number,
    points: number,
    nobody: number,
    stride: number,
    bytes: number,
    needs: number,
    counts: number,
  ) => void;
  countTwo: (
    runs: number,
    end: number,
    pathLength: number,
    points: number,
    nobody: number,
    stride: number,
    bytes: number,
    needs: number,
    apart: number,
    counts: number,
    moreCounts: number,
  ) => void;
  scoreField: (
    lineups: number,
    count: number,
    rosterSize: number,
    points: number,
    stride: number,
    scores: number,
  ) => void;
  findPlace: (scores: number, count: number, place: number, out: number) => void;
};
/* oxlint-enable max-params */

export function createKernels(module: KernelModule, { memory }: KernelMemory): Kernels {
  return new webAssembly.Instance(module, { env: { memory } }).exports as Kernels;
}
