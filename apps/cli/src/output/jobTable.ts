import type { Job } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';

export function jobTable(jobs: readonly Job[]): string {
  return plainTable(
    [
      { head: 'ID' },
      { head: 'STATUS' },
      { head: '%', align: 'right' },
      { head: 'KIND' },
      { head: 'SLATE OR NAME' },
      { head: 'CREATED' },
    ],
    jobs.map((job) => [
      job.id,
      job.termination ? `${job.status} (${job.termination})` : job.status,
      String(Math.floor(job.progress)),
      job.kind,
      job.name ?? job.slateId ?? '',
      `${job.createdAt.slice(0, 19).replace('T', ' ')} UTC`,
    ]),
  );
}
