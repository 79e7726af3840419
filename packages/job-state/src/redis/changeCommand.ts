import { JOB_STATUSES } from '@pitwall/contract';

import { changeData } from '../events/eventData.ts';
import { EDITABLE, isoOf, type JobChange, type JobRequest } from '../jobChange.ts';
import type { ChangeOutcome } from '../jobStore.ts';
import { CHANGE, CHANGE_WHEN_FULL } from './changeScript.ts';
import { SCHEMA_VERSION, storedNames, unreadable, writeFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';
import { notesOf } from './notes.ts';

/** How many keys stand before those of the statuses. */
const KEYS_BEFORE_STATUSES = 4;

const STATUS_POSITIONS = Object.fromEntries(
  JOB_STATUSES.map((status, index) => [status, KEYS_BEFORE_STATUSES + index + 1]),
);

/** The script that applies a change, with its keys and arguments. */
export function changeCommand(id: string, change: JobChange, keys: JobKeys) {
  return {
    script: change.evenWhenFull ? CHANGE_WHEN_FULL : CHANGE,
    keys: [keys.record(id), keys.events(id), keys.all, keys.expiring, ...keys.statuses],
    args: [JSON.stringify(controlOf(id, change, keys)), ...fieldsOf(change)],
  };
}

function controlOf(id: string, change: JobChange, keys: JobKeys): object {
  const fence = change.fence ?? {};
  return {
    id,
    prefix: keys.prefix,
    schema: SCHEMA_VERSION,
    from: change.from,
    statuses: STATUS_POSITIONS,
    to: change.to,
    fenceIs: 'is' in fence ? fence.is : undefined,
    fenceAbove: 'above' in fence ? fence.above : undefined,
    ifVersion: change.ifVersion,
    unlessSet: change.unlessSet && storedNames(change.unlessSet)[0],
    clear: (change.clear ?? []).flatMap(storedNames),
    opensStart: change.opensStart ? logEntry(change) : undefined,
    closesStart: change.closesStart,
    endsAttempt: change.set.timeUsedSeconds === 0,
    writesCheckpoint: change.checkpoint !== undefined,
    atMs: change.letGoAtMs ?? change.atMs,
    at: isoOf(change.letGoAtMs ?? change.atMs),
    expiresAtMs: change.expiresAtMs,
    forgetsExpiry: change.forgetsExpiry,
    event: change.event,
    data: JSON.stringify(changeData(change)),
    isSilent: change.isSilent,
    ...notesOf(change),
    ...announcement(id, change, keys),
    ...editControl(change, keys),
  };
}

function announcement(id: string, { announce }: JobChange, keys: JobKeys): object {
  if (!announce) return {};
  const request: JobRequest = { id, request: announce };
  return { channel: keys.requests, message: JSON.stringify(request) };
}

/** `seen`: what must still be so. `leaves`, `joins`: the indexes it was and will be in. */
function editControl({ edits, set }: JobChange, keys: JobKeys): object {
  if (!edits) return {};
  const [before, after] = [keys.indexesOf(edits), keys.indexesOf({ ...edits, ...set })];
  const seen = EDITABLE.map((field) => {
    const [name = '', value = ''] = writeFields({ [field]: edits[field] });
    return [name || storedNames(field)[0], value] as const;
  });
  return {
    seen: Object.fromEntries(seen),
    leaves: before.filter((key) => !after.includes(key)),
    joins: after.filter((key) => !before.includes(key)),
  };
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
  if (change.result !== undefined) fields.push('result', JSON.stringify(change.result));
  if (change.checkpoint !== undefined) fields.push('checkpoint', JSON.stringify(change.checkpoint));
  return fields;
}

export function changeOutcome(id: string, reply: unknown): ChangeOutcome {
  const [code, first, second] = reply as [number, never, never];
  if (code === 1) return { type: 'applied', version: Number(first) };
  if (code === 0) return { type: 'refused', status: first, fence: Number(second) };
  if (code === -1) return { type: 'absent' };
  if (code === -3) return { type: 'over_limit', waiting: Number(first) };
  throw unreadable(id, 'its layout is not one we know');
}
