import type { Job } from '@pitwall/contract';

import type { NewJob } from '../jobStore.ts';
import { wordsOfJob } from '../searchWords.ts';
import { waitsFromMs } from '../stats/waitsFromMs.ts';
import { packJson } from './heavyJson.ts';
import { SCHEMA_VERSION, writeFields } from './jobFields.ts';

/** A new job, and its hash. */
export type NewRecord = {
  job: Job;
  words: string[];
  /** Field and value in turns. */
  written: (string | Buffer)[];
  storedBytes: number;
};

export async function newRecord({ job, input }: Pick<NewJob, 'job' | 'input'>): Promise<NewRecord> {
  const { stored, bytes, storedBytes } = await packJson(JSON.stringify(input));
  const words = wordsOfJob(job);
  const written = [
    'schema',
    SCHEMA_VERSION,
    'updated_ms',
    String(Date.parse(job.createdAt)),
    'waits_from_ms',
    String(waitsFromMs(job)),
    'search',
    ['', ...words].join(' '),
    'input_params',
    stored,
    ...writeFields({ ...job, inputBytes: bytes, storedBytes }),
  ];
  return { job, words, written, storedBytes };
}
