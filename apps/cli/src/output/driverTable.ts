import type { Driver } from '@pitwall/contract';

import { dollars } from './lineupTable.ts';
import { plainTable } from './plainTable.ts';

export function driverTable(drivers: readonly Driver[]): string {
  return plainTable(
    [
      { head: 'ID' },
      { head: 'DRIVER' },
      { head: 'SALARY', align: 'right' },
      { head: 'PROJECTION', align: 'right' },
      { head: '' },
    ],
    drivers.map((driver) => [
      driver.id,
      driver.name,
      dollars(driver.salary),
      driver.projection.toFixed(2),
      driver.exclude ? 'excluded' : '',
    ]),
  );
}
