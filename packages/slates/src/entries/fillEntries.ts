import { AppError } from '@pitwall/contract';

import { nameList } from '../csv/nameList.ts';
import {
  checkFits,
  createNameOf,
  requireLineups,
  type UploadLineups,
} from '../upload/uploadLineups.ts';
import { allotLineups, contestsOf } from './allotLineups.ts';
import { type EntriesFile, readEntries } from './readEntries.ts';
import { writeCells } from './writeCells.ts';

export type FillOptions = {
  /** Lineups that entries have already are replaced, too. */
  overwrite?: boolean;
  /** Where a contest has more entries than there are lineups, the rest is left empty. */
  partial?: boolean;
};

/** The entries file with its lineups, and what became of the entries. */
export type FilledEntries = {
  csv: string;
  contests: number;
  filled: number;
  /** Had a lineup, and have it still. */
  kept: number;
  /** To be filled, and left empty for want of lineups. */
  empty: number;
};

/**
 * Puts the lineups of a portfolio, in their order, into the reserved entries of an entries file of
 * DraftKings or FanDuel. What is no lineup stays as it is, character for character.
 */
export function fillEntries(
  text: string,
  portfolio: UploadLineups,
  { overwrite = false, partial = false }: FillOptions = {},
): FilledEntries {
  requireLineups(portfolio);
  const file = readEntries(text, overwrite);
  checkFits(portfolio, file.format.site);
  checkPool(portfolio, file);
  const allotted = allotLineups(file.entries, portfolio.lineups, { partial });
  const filled = allotted.filter(({ drivers }) => drivers).length;
  return {
    csv: writeCells(text, file, allotted),
    contests: contestsOf(file.entries),
    filled,
    kept: file.entries.length - allotted.length,
    empty: allotted.length - filled,
  };
}

function checkPool(portfolio: UploadLineups, { pool }: EntriesFile): void {
  const used = new Set(portfolio.lineups.flatMap(({ drivers }) => drivers));
  const strangers = [...used].filter((id) => !pool.has(id));
  if (strangers.length === 0) return;
  const nameOf = createNameOf(portfolio);
  const names = nameList(strangers.map((id) => `${nameOf(id)} (${id})`));
  const message = `Not in the player pool of the entries file, which may be of another slate: ${names}`;
  throw new AppError('slate_mismatch', message);
}
