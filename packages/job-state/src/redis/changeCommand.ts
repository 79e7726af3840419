import { webhookEventOf } from '@pitwall/contract';

import { changeData } from '../events/eventData.ts';
import { EDITABLE, isoOf, type JobChange, type JobRequest } from '../jobChange.ts';
import type { ChangeOutcome } from '../jobStore.ts';
import { resultJson } from '../resultJson.ts';
import { CHANGE, CHANGE_WHEN_FULL } from './changeScript.ts';
import { packJson, type StoredJson } from './heavyJson.ts';
import { SCHEMA_VERSION, storedNames, unreadable, writeFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';
import { notesOf } from './notes.ts';

/** The script that applies a change, with its keys and arguments. */
export async function changeCommand(id: string, change: JobChange, keys: JobKeys) {
  const result = change.result === undefined ? undefined : await packResult(change);
  return {
    script: change.evenWhenFull ? CHANGE_WHEN_FULL : CHANGE,
    keys: [keys.record(id), keys.events(id), keys.all, keys.expiring],
    args: [
      JSON.stringify({ ...controlOf(id, change, keys), storedBytes: result?.storedBytes }),
      ...fieldsOf(change),
      ...(result ? ['result', result.stored, 'result_bytes', String(result.bytes)] : []),
    ],
  };
}

function controlOf(id: string, change: JobChange, keys: JobKeys): object {
  const fence = change.fence ?? {};
  return {
    id,
    prefix: keys.prefix,
    schema: SCHEMA_VERSION,
    from: change.from,
    to: change.to,
    fenceIs: 'is' in fence ? fence.is : undefined,
    fenceAbove: 'above' in fence ? fence.above : undefined,
    ifVersion: change.ifVersion,
    unlessSet: change.unlessSet && storedNames(change.unlessSet)[0],
    room: roomOf(change),
    clear: (change.clear ?? []).flatMap(storedNames),
    dropsIncumbents: change.clear?.includes('incumbent'),
    opensStart: change.opensStart ? logEntry(change) : undefined,
    closesStart: change.closesStart,
    endsAttempt: change.set.timeUsedSeconds === 0,
    writesCheckpoint: change.checkpoint !== undefined,
    atMs: change.letGoAtMs ?? change.atMs,
    at: isoOf(change.letGoAtMs ?? change.atMs),
    expiresAtMs: change.expiresAtMs,
    forgetsExpiry: change.forgetsExpiry,
    event: change.event,
    changedAtMs: change.atMs,
    data: JSON.stringify(changeData(change)),
    isSilent: change.isSilent,
    isNews: webhookEventOf(change.event) !== undefined,
    ...notesOf(change),
    ...announcement(id, change, keys),
    ...editControl(change, keys),
  };
}

/** JSON null is not nil to Lua, so what is not limited is left out. */
function roomOf({ room }: JobChange): object | undefined {
  return room && { ...room, pendingOfKey: room.pendingOfKey ?? undefined };
}

function announcement(id: string, { announce }: JobChange, keys: JobKeys): object {
  if (!announce) return {};
  const request: JobRequest = { id, request: announce };
  return { channel: keys.requests, message: JSON.stringify(request) };
}

/** `seen`: what must still be so. `leaves`, `joins`: the indexes it was and will be in. */
function editControl({ edits, set, clear = [] }: JobChange, keys: JobKeys): object {
  if (!edits) return {};
  const edited = { ...edits, ...set };
  for (const field of clear) if (field === 'name') delete edited.name;
  const [before, after] = [keys.indexesOf(edits), keys.indexesOf(edited)];
  const seen = EDITABLE.map((field) => {
    const [name = '', value = ''] = writeFields({ [field]: edits[field] });
    return [name || storedNames(field)[0], value] as const;
  });
  return {
    seen: Object.fromEntries(seen),
    words: { before: keys.factsOf(edits).text, after: keys.factsOf(edited).text },
    leaves: before.filter((key) => !after.includes(key)),
    joins: after.filter((key) => !before.includes(key)),
  };
}

function packResult({ result, maxResultBytes }: JobChange): Promise<StoredJson> {
  return packJson(resultJson(result, maxResultBytes));
}

/** What the script does not know better itself. */
function logEntry({ set, atMs }: JobChange): object {
  const { fence, attempt, workerId, startedAt } = set;
  return { fence, attempt, workerId, startedAt, startedAtMs: atMs };
}

function fieldsOf(change: JobChange): string[] {
  if (change.isSilent) return [];
  const fields = writeFields({ ...change.set, updatedAt: isoOf(change.atMs) });
  fields.push('updated_ms', String(change.atMs));
  if (change.checkpoint !== undefined) fields.push('checkpoint', JSON.stringify(change.checkpoint));
  return fields;
}

export function changeOutcome(id: string, reply: unknown): ChangeOutcome {
  const [code, first, second] = reply as [number, never, never];
  if (code === 1) return { type: 'applied', version: Number(first) };
  if (code === 0) return { type: 'refused', status: first, fence: Number(second) };
  if (code === -1) return { type: 'absent' };
  if (code === -3) return { type: 'over_limit', standingAside: Number(first) };
  if (code === -4) return { type: 'over_quota', limit: first, pending: Number(second) };
  throw unreadable(id, 'its layout is not one we know');
}
