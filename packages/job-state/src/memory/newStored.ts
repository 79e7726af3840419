import type { Job } from '@pitwall/contract';

import type { Stored } from './stored.ts';

/** What is kept of a job that is created. */
export function newStored(job: Job, input: unknown): Stored {
  const json = JSON.stringify(input);
  const inputBytes = Buffer.byteLength(json);
  return {
    job: structuredClone({ ...job, inputBytes, storedBytes: inputBytes }),
    input: json,
    starts: [],
    incumbents: [],
    incumbentCount: 0,
    logs: [],
    checkpointProgress: 0,
  };
}
