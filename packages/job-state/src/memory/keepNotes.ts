import {
  type Found,
  INCUMBENT_BYTES,
  INCUMBENTS_KEPT,
  isoOf,
  type JobChange,
  LOG_LINES_KEPT,
  type NewLogLine,
} from '../jobChange.ts';
import type { NotesQuery } from '../jobStore.ts';
import type { Stored } from './stored.ts';

/** The same as redis/lua/keepNotes.ts. */
export function keepNotes(stored: Stored, { incumbent, logs = [], atMs }: JobChange): void {
  for (const line of logs) keepLine(stored, line);
  if (incumbent) keepIncumbent(stored, incumbent, atMs);
}

function keepLine({ logs }: Stored, line: NewLogLine): void {
  logs.push({ index: (logs.at(-1)?.index ?? 0) + 1, ...structuredClone(line) });
  if (logs.length > LOG_LINES_KEPT) logs.shift();
}

function keepIncumbent(stored: Stored, { objective, value }: Found, atMs: number): void {
  const { incumbents, job } = stored;
  stored.incumbentCount += 1;
  job.incumbent = {
    index: stored.incumbentCount,
    ...(objective === undefined ? {} : { objective }),
    foundAt: isoOf(atMs),
  };
  const json = JSON.stringify(value) ?? '';
  const isKept = json !== '' && Buffer.byteLength(json) <= INCUMBENT_BYTES;
  incumbents.push({ ...job.incumbent, ...(isKept ? { value: JSON.parse(json) as unknown } : {}) });
  if (incumbents.length > INCUMBENTS_KEPT) incumbents.shift();
}

export function notesAfter<Note extends { index: number }>(
  notes: readonly Note[] = [],
  { after, limit }: NotesQuery,
): Note[] {
  return structuredClone(notes.filter(({ index }) => index > after).slice(0, limit));
}
