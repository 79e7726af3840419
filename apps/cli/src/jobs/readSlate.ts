import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { AppError, type ErrorDetail, type Slate } from '@pitwall/contract';
import { parseSlate } from '@pitwall/slates';

export type SlateFiles = { salaries: string; projections?: string | undefined };

// Excel saves “Unicode Text” as UTF-16
const UTF_16_MARKS: Record<string, string> = { '255 254': 'utf-16le', '254 255': 'utf-16be' };

/** A file that cannot be used, with everything that is wrong in it, each as `file:line column: reason`. */
export class FileError extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Reads and parses the files; all that is wrong in them is in one FileError. */
export async function readSlate(folder: string, files: SlateFiles): Promise<Slate> {
  const salaries = await readTextFile(folder, files.salaries);
  const projections =
    files.projections === undefined ? undefined : await readTextFile(folder, files.projections);
  try {
    return parseSlate({ salaries, projections });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const lines = error.details.map((detail) => describeDetail(detail, files));
    throw new FileError([...lines, error.message]);
  }
}

export async function readTextFile(
  folder: string,
  file: string,
  decode: (bytes: Uint8Array) => string = decodeText,
): Promise<string> {
  try {
    return decode(await readFile(resolve(folder, file)));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new FileError([
      missing ? `There is no file ${file}` : `${file}: ${(error as Error).message}`,
    ]);
  }
}

/** By the byte order mark, which the decoder takes away; without one a file counts as UTF-8. */
function decodeText(bytes: Uint8Array): string {
  const mark = bytes.subarray(0, 2).join(' ');
  return new TextDecoder(UTF_16_MARKS[mark] ?? 'utf-8').decode(bytes);
}

/** As UTF-8, for a file that is to come back byte for byte: its mark stays part of it. */
export function decodeWithMark(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

const IN_PROJECTIONS = ' (in the projections file)';

function describeDetail({ line, column, detail }: ErrorDetail, files: SlateFiles): string {
  const inProjections = files.projections !== undefined && detail.endsWith(IN_PROJECTIONS);
  const file = inProjections ? files.projections : files.salaries;
  const reason = inProjections ? detail.slice(0, -IN_PROJECTIONS.length) : detail;
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return `${place}${column === undefined ? '' : ` ${column}`}: ${reason}`;
}
