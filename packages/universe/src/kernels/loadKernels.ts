import { readFile } from 'node:fs/promises';

import { type KernelModule, webAssembly } from './webAssembly.ts';

/**
 * The compiled kernels, to be loaded once and passed to the threads as they are; `npm run build` makes
 * the file.
 */
export async function loadKernels(): Promise<KernelModule> {
  // From `src/kernels` and from `dist/kernels` alike.
  const file = new URL('../../dist/kernels.wasm', import.meta.url);
  return new webAssembly.Module(await readFile(file));
}
