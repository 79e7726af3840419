import { FoundIncumbent, LogLine } from '@pitwall/contract';
import type { RedisConnection } from '@pitwall/runtime';

import { INCUMBENT_BYTES, isoOf, type JobChange } from '../jobChange.ts';
import type { NotesQuery } from '../jobStore.ts';

/** What a change leaves beside the record, as the script takes it: what is JSON stays text. */
export function notesOf({ incumbent, logs, atMs }: JobChange): object {
  return {
    logs: logs?.map((line) => JSON.stringify(line)),
    incumbent: incumbent && {
      // Its index comes before this, and only the script knows it.
      rest: JSON.stringify({ objective: incumbent.objective, foundAt: isoOf(atMs) }).slice(1),
      value: valueOf(incumbent.value),
    },
  };
}

function valueOf(value: unknown): string {
  const json = JSON.stringify(value) ?? '';
  return Buffer.byteLength(json) > INCUMBENT_BYTES ? '' : json;
}

export async function readIncumbents(
  redis: RedisConnection,
  key: string,
  query: NotesQuery,
): Promise<FoundIncumbent[]> {
  return (await readAfter(redis, key, query)).map(([, [, summary = '', , value = '']]) => {
    const known = JSON.parse(summary) as object;
    return FoundIncumbent.parse(value === '' ? known : { ...known, value: JSON.parse(value) });
  });
}

export async function readLogs(
  redis: RedisConnection,
  key: string,
  query: NotesQuery,
): Promise<LogLine[]> {
  return (await readAfter(redis, key, query)).map(([id, [, line = '']]) =>
    LogLine.parse({ index: Number.parseInt(id, 10), ...(JSON.parse(line) as object) }),
  );
}

function readAfter(redis: RedisConnection, key: string, { after, limit }: NotesQuery) {
  return redis.xrange(key, `(${after}-0`, '+', 'COUNT', limit);
}
