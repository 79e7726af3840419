import { extname } from 'node:path';

import { readJson } from './readJson.ts';
import { readTextFile } from './readSlate.ts';

/** By the end of its name: an MPS file, or a model in JSON. */
export function isModelFile(file: string): boolean {
  return ['.mps', '.json'].includes(extname(file).toLowerCase());
}

/** The input of a `model` job for a file. */
export async function readModelFile(
  folder: string,
  file: string,
  gap: number | undefined,
): Promise<object> {
  const isJson = extname(file).toLowerCase() === '.json';
  return {
    format: isJson ? 'json' : 'mps',
    model: isJson ? await readJson(folder, file) : await readTextFile(folder, file),
    ...(gap === undefined ? {} : { gap }),
  };
}
