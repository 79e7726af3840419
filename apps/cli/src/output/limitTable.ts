import type { LimitsInUse, LimitUse } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';
import { timeOfDay } from './utcTime.ts';

const NAMES: Record<keyof LimitsInUse, string> = {
  requestsPerMinute: 'requests a minute',
  submitsPerMinute: 'jobs submitted a minute',
  pendingJobs: 'jobs waiting',
  runningJobs: 'jobs running',
  solverSecondsPerDay: 'solver seconds a day',
};

export function limitTable(limits: LimitsInUse): string {
  const names = Object.keys(NAMES) as (keyof LimitsInUse)[];
  return plainTable(
    [{ head: 'LIMIT' }, right('OF'), right('USED'), right('LEFT'), { head: 'FREE AGAIN' }],
    names.map((name) => [NAMES[name], ...useOf(limits[name])]),
  );
}

function right(head: string) {
  return { head, align: 'right' } as const;
}

function useOf({ limit, used, remaining, resetsAt }: LimitUse): string[] {
  const numbers = [used, remaining].map((count) =>
    count === null ? '' : String(Math.round(count)),
  );
  return [limit === null ? 'none' : String(limit), ...numbers, resetsAt ? timeOfDay(resetsAt) : ''];
}
