import type { NewJob } from '../jobStore.ts';
import { wordsOfJob } from '../searchWords.ts';
import { waitsFromMs } from '../stats/waitsFromMs.ts';
import { packJson } from './heavyJson.ts';
import { SCHEMA_VERSION, writeFields } from './jobFields.ts';

/** Field and value in turns of the hash of a new job. */
export async function newRecord({
  job,
  input,
}: Pick<NewJob, 'job' | 'input'>): Promise<(string | Buffer)[]> {
  const { stored, bytes, storedBytes } = await packJson(JSON.stringify(input));
  return [
    'schema',
    SCHEMA_VERSION,
    'updated_ms',
    String(Date.parse(job.createdAt)),
    'waits_from_ms',
    String(waitsFromMs(job)),
    'search',
    ['', ...wordsOfJob(job)].join(' '),
    'input_params',
    stored,
    ...writeFields({ ...job, inputBytes: bytes, storedBytes }),
  ];
}
