import type { UploadLineups } from '../src/upload/uploadLineups.ts';
import { draftKingsFile, fanDuelFile } from './salaryText.ts';

const ENTRIES_HEADER = 'Entry ID,Contest Name,Contest ID,Entry Fee,D,D,D,D,D,D,,Instructions';
const NAMES = ['Anna', 'Bo', 'Cy', 'Dee', 'Eve', 'Fay', 'Gil', 'Hal'];

export const DRIVERS = NAMES.map((name, index) => ({ name, id: `${101 + index}` }));
const SEATS = Array.from({ length: 6 }, () => '');

/** The cells of a lineup, by the first letters of its drivers. */
export const seats = (letters: string): string[] =>
  Array.from(letters, (letter) => {
    const driver = DRIVERS.find(({ name }) => name.startsWith(letter));
    return `${driver?.name} (${driver?.id})`;
  });

export type EntryText = { id: number; contest: string; cells?: string[] };

/** An entry without a lineup, and one that has these drivers. */
export const open = (id: number, contest: string): EntryText => ({ id, contest });
export const taken = (id: number, contest: string, letters: string): EntryText => ({
  id,
  contest,
  cells: seats(letters),
});

/** As DraftKings writes it: the pool to the right of the entries, from the fourth line on. */
export function entriesFile(entries: readonly EntryText[], lineEnd = '\n'): string {
  const instructions = ['1. Column A, and so on', '2. Yours'].map((text) => `"${text}"`);
  const pool = draftKingsFile(DRIVERS, '\n').trim().split('\n');
  const right = [...instructions, ...pool];
  const rows = Array.from({ length: Math.max(entries.length, right.length) }, (_, index) => {
    const entry = entries[index];
    const left = entry
      ? [entry.id, `NAS ${entry.contest}`, entry.contest, '$4', ...(entry.cells ?? SEATS)]
      : Array.from({ length: 10 }, () => '');
    return `${left.join(',')},,${right[index] ?? ''}`;
  });
  return [ENTRIES_HEADER, ...rows, ''].join(lineEnd);
}

/** Of FanDuel, with every cell in quotes. */
export function fanDuelEntries(entries: readonly EntryText[], withNames = true): string {
  const pool = fanDuelFile(DRIVERS.map(({ name, id }) => ({ name, id: `9-${id}` }))).split('\n');
  const named = pool.map((line) => {
    const [id, , , nickname] = line.split(',');
    return `${id === 'Id' ? 'Player ID + Player Name' : `${id}:${nickname}`},${line}`;
  });
  const rows = [
    ['entry_id', 'contest_id', 'contest_name', 'entry_fee', ...five('Driver'), '', 'Instructions'],
    ...entries.map(({ id, contest, cells }) => [id, contest, 'NAS', '4', ...(cells ?? five(''))]),
    ...(withNames ? named : pool).map((line) => [...five(''), ...five(''), '', ...line.split(',')]),
  ];
  return rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
}

const five = (cell: string): string[] => Array.from({ length: 5 }, () => cell);

/** A portfolio of these lineups, each by the first letters of its drivers. */
export function portfolioOf(lineups: readonly string[], prefix = ''): UploadLineups {
  const idOf = (letter: string) =>
    prefix + (DRIVERS.find(({ name }) => name.startsWith(letter))?.id ?? `no-${letter}`);
  return {
    site: prefix === '' ? 'draftkings' : 'fanduel',
    lineups: lineups.map((letters) => ({
      drivers: Array.from(letters, idOf),
      salary: 49_000,
      projection: 200,
    })),
    exposures: [...new Set(lineups.join(''))].map((letter) => ({
      id: idOf(letter),
      name: NAMES.find((name) => name.startsWith(letter)) ?? `Stranger ${letter}`,
      lineups: 1,
      share: 0.5,
    })),
  };
}
