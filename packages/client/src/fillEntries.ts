import { ENTRIES_HEADER } from '@pitwall/contract';

import type { CallOptions, Query, Transport } from './transport.ts';

export type FillOptions = CallOptions & Query<'fillEntries'>;

/** The entries file with its lineups, and how many entries were filled, kept theirs or stay empty. */
export type FilledEntries = {
  csv: string;
  contests: number;
  filled: number;
  kept: number;
  empty: number;
};

export async function fillEntries(
  transport: Transport,
  { id, csv }: { id: string; csv: string },
  { signal, overwrite, partial }: FillOptions,
): Promise<FilledEntries> {
  const wish = { params: { id }, query: { overwrite, partial }, csv, signal };
  const { text, headers } = await transport.ask('fillEntries', wish);
  const counts = headers.get(ENTRIES_HEADER) ?? '';
  const countOf = (name: string): number =>
    Number(new RegExp(`\\b${name}=(\\d+)`).exec(counts)?.[1] ?? 0);
  return {
    csv: text,
    contests: countOf('contests'),
    filled: countOf('filled'),
    kept: countOf('kept'),
    empty: countOf('empty'),
  };
}
