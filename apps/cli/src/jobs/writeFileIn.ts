import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

/** Makes the folders that are missing; gives back the full path. */
export async function writeFileIn(folder: string, file: string, text: string): Promise<string> {
  const path = resolve(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** The path as somebody in this folder would type it. */
export function pathFrom(folder: string, path: string): string {
  const shorter = relative(folder, path);
  return shorter.startsWith('..') ? path : shorter;
}
