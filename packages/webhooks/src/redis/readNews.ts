import { type Job, type JobError, webhookEventOf } from '@pitwall/contract';

import type { JobNews } from '../outbox.ts';

/** Field and value in turns, as the scripts of the job store write them. Undefined for what is no news. */
export function readNews(id: string, entry: readonly string[]): JobNews | undefined {
  const fields = new Map<string, string>();
  for (let at = 0; at + 1 < entry.length; at += 2) fields.set(entry[at] ?? '', entry[at + 1] ?? '');
  const event = webhookEventOf(fields.get('event') ?? '');
  const atMs = Number(fields.get('at'));
  if (!event || Number.isNaN(atMs)) return undefined;
  try {
    return { id, event, atMs, job: readJob(fields) };
  } catch {
    return undefined;
  }
}

function readJob(fields: ReadonlyMap<string, string>): JobNews['job'] {
  const text = (name: string) => fields.get(name) ?? '';
  const optional = (field: string, name: string) =>
    fields.has(name) ? { [field]: fields.get(name) } : {};
  const error = fields.get('error_message');
  return {
    id: text('id'),
    tenant: text('tenant'),
    kind: text('kind'),
    status: text('status') as Job['status'],
    tags: JSON.parse(fields.get('tags') ?? '[]') as string[],
    attempt: Number(text('attempt')),
    generation: Number(text('generation')),
    version: Number(text('version')),
    correlationId: text('correlation_id'),
    ...optional('name', 'name'),
    ...optional('slateId', 'slate_id'),
    ...optional('termination', 'termination'),
    ...(error === undefined ? {} : { error: JSON.parse(error) as JobError }),
  };
}
