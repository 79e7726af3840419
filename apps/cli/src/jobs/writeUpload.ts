import type { CsvFormat, PitwallClient } from '@pitwall/client';
import type { Job } from '@pitwall/contract';

import { writeFileIn } from './writeFileIn.ts';

export type UploadOptions = {
  folder: string;
  out?: string | undefined;
  format?: CsvFormat | undefined;
};

/** Writes the lineups of a finished job to a file; gives back its path. */
export async function writeUpload(
  client: PitwallClient,
  job: Job,
  { folder, out, format }: UploadOptions,
): Promise<string> {
  const text = await client.resultCsv(job.id, format);
  return await writeFileIn(folder, out ?? `out/${fileNameOf(job)}`, text);
}

/** Safe on every file system, whatever the slate is called. */
function fileNameOf({ slateId, kind, id }: Job): string {
  return `${(slateId ?? kind).replace(/[^\w.-]+/g, '_')}-${id}.csv`;
}
