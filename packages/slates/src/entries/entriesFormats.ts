import { type Site, SITE_RULES } from '@pitwall/contract';

import { columnKey } from '../columns/findColumns.ts';
import type { Row } from '../csv/parseTable.ts';

/** What is particular to the entries file of a site. Names of columns are as `columnKey` writes them. */
export type EntriesFormat = {
  site: Site;
  title: string;
  /** What the file calls the first columns, in their order. */
  columns: readonly ('entryId' | 'contestName' | 'contestId' | 'entryFee')[];
  seat: { key: string; name: string };
  /** A column that only the header of the player pool has. */
  poolMark: string;
  /** Columns of the pool that give the cell of a driver, best first. */
  cellKeys: readonly string[];
};

/** The column of the first driver, behind those of the entry. */
export const FIRST_SEAT = 4;

export const ENTRIES_FORMATS: readonly EntriesFormat[] = [
  {
    site: 'draftkings',
    title: 'a DraftKings entries file',
    columns: ['entryId', 'contestName', 'contestId', 'entryFee'],
    seat: { key: 'd', name: 'D' },
    poolMark: 'nameid',
    cellKeys: ['nameid'],
  },
  {
    site: 'fanduel',
    title: 'a FanDuel entries template',
    columns: ['entryId', 'contestId', 'contestName', 'entryFee'],
    seat: { key: 'driver', name: 'Driver' },
    poolMark: 'nickname',
    cellKeys: ['playeridplayername', 'id'],
  },
];

/** Of which site this is the header of an entries file, whatever sport it is for. */
export function findEntriesFormat({ cells }: Row): EntriesFormat | undefined {
  const keys = cells.map(columnKey);
  return ENTRIES_FORMATS.find(({ columns }) =>
    columns.every((name, index) => keys[index] === name.toLowerCase()),
  );
}

/** As the header of such a file has to be, for a message. */
export function headerOf({ columns, seat, site }: EntriesFormat): string {
  const { rosterSize } = SITE_RULES[site];
  return [...columns, ...Array.from({ length: rosterSize }, () => seat.name)].join(',');
}
