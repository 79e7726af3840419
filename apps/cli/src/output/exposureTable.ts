import type { Exposure } from '@pitwall/contract';

import { plainTable } from './plainTable.ts';

const BLOCKS = 3;

/** Most used drivers first, down the first block of columns, then the next, to save lines. */
export function exposureTable(
  exposures: readonly Exposure[],
  nameOf: (id: string) => string,
): string {
  const height = Math.ceil(exposures.length / BLOCKS);
  const block = [
    { head: 'DRIVER' },
    { head: 'IN', align: 'right' as const },
    { head: 'SHARE', align: 'right' as const },
  ];
  const cellsOf = (exposure: Exposure | undefined) =>
    exposure
      ? [nameOf(exposure.id), String(exposure.lineups), `${Math.round(exposure.share * 100)} %`]
      : ['', '', ''];
  return plainTable(
    Array.from({ length: BLOCKS }, () => block).flat(),
    Array.from({ length: height }, (_, row) =>
      Array.from({ length: BLOCKS }, (__, column) =>
        cellsOf(exposures[column * height + row]),
      ).flat(),
    ),
  );
}
