import type { Driver } from '@pitwall/contract';

import { DriverIndex } from './driverIndex.ts';

/** The drivers that a text may mean: the one of that id, else those of that name, as people write it. */
export function findDrivers<Known extends Pick<Driver, 'id' | 'name'>>(
  drivers: readonly Known[],
  text: string,
): Known[] {
  const index = new DriverIndex(drivers.map((driver) => ({ driver })));
  const byId = index.match({ id: text });
  const match = byId.type === 'none' ? index.match({ name: text }) : byId;
  if (match.type === 'ambiguous') return match.rows.map(({ driver }) => driver);
  return match.type === 'none' ? [] : [match.row.driver];
}
