import { FileError, readTextFile } from './readSlate.ts';

export async function readJson(folder: string, file: string): Promise<unknown> {
  const text = await readTextFile(folder, file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new FileError([`${file} is not valid JSON: ${(error as Error).message}`]);
  }
}
