import type { KernelMemory } from './kernelMemory.ts';
import { type KernelModule, webAssembly } from './webAssembly.ts';

/** The lineups of a chunk, the races of a block, and where their levels are made. */
export type RunsInBlock = [
  runs: number,
  end: number,
  pathLength: number,
  points: number,
  nobody: number,
  stride: number,
  bytes: number,
  needs: number,
];

/** Lineups of a field, and the points of all drivers from eight races on. */
export type LineupsInRaces = [
  lineups: number,
  count: number,
  rosterSize: number,
  points: number,
  stride: number,
];

/** The functions of the package's assembly folder; all numbers are addresses, bytes or counts. */
export type Kernels = {
  countOne: (...numbers: [...RunsInBlock, counts: number]) => void;
  weighOne: (...numbers: [...RunsInBlock, weights: number, counts: number]) => void;
  countTwo: (
    ...numbers: [...RunsInBlock, apart: number, counts: number, moreCounts: number]
  ) => void;
  markReached: (
    ...numbers: [
      lineups: number,
      count: number,
      rosterSize: number,
      points: number,
      stride: number,
      needs: number,
      bits: number,
    ]
  ) => void;
  countNew: (...numbers: [bits: number, covered: number, bytes: number]) => number;
  changeHolders: (
    ...numbers: [
      bits: number,
      bytes: number,
      member: number,
      by: number,
      holders: number,
      owners: number,
      covered: number,
      once: number,
    ]
  ) => void;
  tallyOwners: (
    ...numbers: [bits: number, bytes: number, once: number, owners: number, tallies: number]
  ) => void;
  weighBits: (...numbers: [bits: number, bytes: number, weights: number]) => number;
  scoreField: (...numbers: [...LineupsInRaces, scores: number]) => void;
  scoreRaces: (
    ...numbers: [lineup: number, rosterSize: number, points: number, stride: number, scores: number]
  ) => void;
  tallyField: (...numbers: [...LineupsInRaces, tallies: number]) => void;
  sumTallies: (...numbers: [tallies: number, scores: number]) => void;
  findPlace: (...numbers: [scores: number, count: number, place: number, out: number]) => void;
};

export function createKernels(module: KernelModule, { memory }: KernelMemory): Kernels {
  return new webAssembly.Instance(module, { env: { memory } }).exports as Kernels;
}
