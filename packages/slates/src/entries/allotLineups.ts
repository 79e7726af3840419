import { AppError, type ErrorDetail, type Lineup } from '@pitwall/contract';

import { quoteText } from '../csv/quoteText.ts';
import type { Contest, Entry } from './readEntries.ts';

/** Which lineup goes into an entry; none where there is none left. */
export type Allotment = { entry: Entry; drivers: readonly string[] | undefined };

/**
 * To every contest the portfolio from its best lineup on, none twice, also not one that an entry of
 * the contest has already. Throws where a contest has more entries to fill, unless that may be.
 */
export function allotLineups(
  entries: readonly Entry[],
  lineups: readonly Lineup[],
  { partial }: { partial: boolean },
): Allotment[] {
  const keyed = lineups.map(({ drivers }) => ({ drivers, key: keyOf(drivers) }));
  const allotted = byContest(entries).map((own) => allotContest(own, keyed));
  const short = allotted.filter((own) => own.some(({ drivers }) => !drivers));
  if (short.length > 0 && !partial) throw tooFew(short);
  return allotted.flat();
}

/** How many contests the entries are in. */
export function contestsOf(entries: readonly Entry[]): number {
  return byContest(entries).length;
}

function byContest(entries: readonly Entry[]): Entry[][] {
  const contests = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = contests.get(entry.contest.id) ?? [];
    own.push(entry);
    contests.set(entry.contest.id, own);
  }
  return [...contests.values()];
}

type KeyedLineup = { drivers: readonly string[]; key: string };

/** Looks at no more lineups than it needs: a file may have thousands of contests. */
function allotContest(entries: readonly Entry[], lineups: readonly KeyedLineup[]): Allotment[] {
  const used = new Set(entries.map(({ drivers }) => keyOf(drivers)));
  const toFill = entries.filter(({ drivers }) => drivers.length === 0);
  const free: KeyedLineup[] = [];
  for (const lineup of lineups) {
    if (free.length === toFill.length) break;
    if (used.has(lineup.key)) continue;
    used.add(lineup.key);
    free.push(lineup);
  }
  return toFill.map((entry, index) => ({ entry, drivers: free[index]?.drivers }));
}

/** The same for the same drivers, in whatever seats. */
function keyOf(drivers: readonly string[]): string {
  return JSON.stringify(drivers.toSorted());
}

function tooFew(short: readonly Allotment[][]): AppError {
  const details = short.map(shortageOf);
  const [first] = details;
  const more = details.length > 1 ? `; ${details.length - 1} more of the contests are short` : '';
  return new AppError('too_few_lineups', `${first?.detail}${more}`, { details });
}

function shortageOf(allotted: readonly Allotment[]): ErrorDetail {
  const missing = allotted.filter(({ drivers }) => !drivers);
  const entry = missing[0]?.entry;
  const there = allotted.length - missing.length;
  return {
    line: entry?.row.line ?? 1,
    detail:
      `${entry ? nameOf(entry.contest) : ''} has ${countOf(allotted.length, 'entry', 'entries')} to ` +
      `fill, and the portfolio has ${countOf(there, 'lineup', 'lineups')} for them: ${missing.length} missing`,
  };
}

function nameOf({ id, name }: Contest): string {
  return `${quoteText(name, 80)} (contest ${id})`;
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
