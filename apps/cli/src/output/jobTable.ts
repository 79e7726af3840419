import type { Job } from '@pitwall/contract';

import { type Column, plainTable } from './plainTable.ts';
import { plainText } from './plainText.ts';
import { timeOfDay, utcTime } from './utcTime.ts';

const LONGEST_REASON = 60;

type JobColumn = Column & { of: (job: Job) => string };

const COLUMNS: readonly JobColumn[] = [
  { head: 'ID', of: ({ id }) => id },
  {
    head: 'STATUS',
    of: ({ status, termination }) => (termination ? `${status} (${termination})` : status),
  },
  { head: '%', align: 'right', of: ({ progress }) => String(Math.floor(progress)) },
  { head: 'KIND', of: ({ kind }) => kind },
  { head: 'SLATE OR NAME', of: ({ name, slateId }) => plainText(name ?? slateId ?? '') },
  { head: 'CREATED', of: ({ createdAt }) => utcTime(createdAt) },
];

/** With a column for what went wrong only where something did. */
export function jobTable(jobs: readonly Job[]): string {
  const hasErrors = jobs.some(({ error }) => error !== undefined);
  const columns = hasErrors ? [...COLUMNS, { head: 'REASON', of: reasonOf }] : COLUMNS;
  return plainTable(
    columns,
    jobs.map((job) => columns.map((column) => column.of(job))),
  );
}

function reasonOf({ error, status, nextAttemptAt }: Job): string {
  if (!error) return '';
  const reason = shortened(`${error.code}: ${error.message}`);
  if (status !== 'pending' || nextAttemptAt === undefined) return reason;
  return `${reason} (tried again ${timeOfDay(nextAttemptAt)})`;
}

function shortened(text: string): string {
  const line = plainText(text);
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1)}…` : line;
}
