import { JOB_STATUSES, type JobStatistics, type KindStatistics } from '@pitwall/contract';

import { formatMs } from './formatMs.ts';
import { plainTable } from './plainTable.ts';
import { utcTime } from './utcTime.ts';

/** All kinds together, then each; below that how things stand now. */
export function statsTable({ from, to, now, total, kinds }: JobStatistics): string {
  const rows = Object.entries(kinds).map(([name, kind]) => rowOf(name, kind));
  const counts = JOB_STATUSES.map((status) => `${now.byStatus[status]} ${status}`);
  const oldest = now.oldestPendingSeconds;
  return [
    `${utcTime(from)} to ${utcTime(to)}`,
    plainTable(COLUMNS, [...rows, rowOf('all', total)]),
    `Now: ${counts.join(', ')}`,
    ...(oldest === undefined
      ? []
      : [`The oldest has been waiting for ${formatMs(oldest * 1_000)}`]),
  ].join('\n');
}

const COLUMNS = [
  { head: 'KIND' },
  ...[
    'SUBMITTED',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'SUCCESS',
    'WAITED (P50 P99)',
    'SOLVED (P50 P99)',
  ].map((head) => ({ head, align: 'right' as const })),
];

function rowOf(name: string, kind: KindStatistics): string[] {
  const { submitted, completed, failed, cancelled, successRate } = kind;
  return [
    name,
    ...[submitted, completed, failed, cancelled].map(String),
    successRate === undefined ? '' : `${(100 * successRate).toFixed(1)} %`,
    timesOf(kind.waitingSeconds),
    timesOf(kind.solveSeconds),
  ];
}

function timesOf(times: KindStatistics['solveSeconds']): string {
  return times ? `${formatMs(times.p50 * 1_000)}  ${formatMs(times.p99 * 1_000)}` : '';
}
