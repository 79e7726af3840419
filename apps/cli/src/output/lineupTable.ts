import type { Lineup } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';

/** The first of the lineups, which are the best ones; `nameOf` turns an id into a short name. */
export function lineupTable(lineups: readonly Lineup[], nameOf: (id: string) => string): string {
  return plainTable(
    [
      { head: '#', align: 'right' },
      { head: 'POINTS', align: 'right' },
      { head: 'SALARY', align: 'right' },
      { head: 'DRIVERS' },
    ],
    lineups.map(({ drivers, salary, projection }, index) => [
      String(index + 1),
      projection.toFixed(2),
      dollars(salary),
      drivers.map(nameOf).join(', '),
    ]),
  );
}

export function dollars(amount: number): string {
  return `$${amount.toLocaleString('en-US')}`;
}
