import type { JobStart } from '@pitwall/contract';

import { formatMs } from './formatMs.ts';
import { plainTable } from './plainTable.ts';
import { utcTime } from './utcTime.ts';

/** The hand-over log of a job: a start on a line. */
export function startTable(starts: readonly JobStart[]): string {
  return plainTable(
    [
      { head: '#', align: 'right' },
      { head: 'WORKER' },
      { head: 'STARTED' },
      { head: 'TOOK', align: 'right' },
      { head: 'ENDED' },
      { head: 'PROGRESS', align: 'right' },
      { head: 'LOST', align: 'right' },
    ],
    starts.map((start) => [
      String(start.number),
      start.workerId,
      utcTime(start.startedAt),
      tookOf(start),
      start.ended ?? 'running',
      `${Math.floor(start.progressAtStart)} → ${endOf(start)} %`,
      start.progressLost ? `${Math.round(start.progressLost)} %` : '',
    ]),
  );
}

function tookOf({ startedAt, endedAt }: JobStart): string {
  return endedAt === undefined ? '' : formatMs(Date.parse(endedAt) - Date.parse(startedAt));
}

function endOf({ progressAtEnd }: JobStart): string {
  return progressAtEnd === undefined ? '…' : String(Math.floor(progressAtEnd));
}
