import { FileError, readTextFile } from './readSlate.ts';

/** A value on each line; empty lines do not count. All that is wrong is in one FileError. */
export async function readJsonLines(folder: string, file: string): Promise<unknown[]> {
  const lines = (await readTextFile(folder, file)).split(/\r?\n/);
  const values: unknown[] = [];
  const wrong: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch (error) {
      wrong.push(`${file}:${index + 1}: ${(error as Error).message}`);
    }
  }
  if (wrong.length > 0) throw new FileError(wrong);
  if (values.length === 0) throw new FileError([`${file} has no job in it`]);
  return values;
}
