import type { Driver } from '@pitwall/contract';

import type { DriverStatus } from './salaries/driverStatus.ts';

type Contradiction = { field: 'lock' | 'minExposure' | 'maxExposure'; reason: string };

/** Wishes for one driver that no portfolio can meet; the contract would refuse them without a line. */
export function findContradictions(driver: Driver, status?: DriverStatus): Contradiction[] {
  const { lock, exclude, minExposure, maxExposure = 1 } = driver;
  const found: Contradiction[] = [];
  if (lock && exclude) {
    const out = status?.isOut ? `out (${status.text})` : 'excluded';
    found.push({ field: 'lock', reason: `the driver is both locked and ${out}` });
  }
  if (lock && maxExposure < 1) {
    const reason = `a locked driver is in every lineup, but maxExposure is ${maxExposure}`;
    found.push({ field: 'maxExposure', reason });
  }
  if (minExposure > maxExposure) {
    const reason = `minExposure ${minExposure} is above maxExposure ${maxExposure}`;
    found.push({ field: 'minExposure', reason });
  }
  if (exclude && minExposure > 0) {
    const who = status?.isOut ? `a driver who is out (${status.text})` : 'an excluded driver';
    const reason = `${who} is in no lineup, but minExposure is ${minExposure}`;
    found.push({ field: 'minExposure', reason });
  }
  return found;
}
