import { JOB_STATUSES } from '@pitwall/contract';

import type { JobChange } from '../jobChange.ts';
import type { ChangeOutcome } from '../jobStore.ts';
import { SCHEMA_VERSION, storedName, unreadable, writeFields } from './jobFields.ts';
import type { JobKeys } from './jobKeys.ts';

/** How many keys stand before those of the statuses. */
const KEYS_BEFORE_STATUSES = 4;

const STATUS_POSITIONS = Object.fromEntries(
  JOB_STATUSES.map((status, index) => [status, KEYS_BEFORE_STATUSES + index + 1]),
);

/** Keys and arguments of the script that applies a change. */
export function changeCommand(id: string, change: JobChange, keys: JobKeys) {
  return {
    keys: [keys.record(id), keys.events(id), keys.all, keys.expiring, ...keys.statuses],
    args: [JSON.stringify(controlOf(id, change, keys)), ...fieldsOf(change)],
  };
}

function controlOf(id: string, change: JobChange, keys: JobKeys): object {
  const fence = change.fence ?? {};
  return {
    id,
    schema: SCHEMA_VERSION,
    from: change.from,
    statuses: STATUS_POSITIONS,
    to: change.to,
    fenceIs: 'is' in fence ? fence.is : undefined,
    fenceAbove: 'above' in fence ? fence.above : undefined,
    clear: (change.clear ?? []).map(storedName),
    countStart: change.countStart,
    expiresAtMs: change.expiresAtMs,
    event: change.event,
    data: JSON.stringify({ ...change.set, ...(change.to ? { status: change.to } : {}) }),
    channel: change.announce ? keys.cancelled : undefined,
  };
}

function fieldsOf(change: JobChange): string[] {
  const updatedAt = new Date(change.atMs).toISOString();
  const fields = writeFields({ ...change.set, updatedAt });
  if (change.result !== undefined) fields.push('result', JSON.stringify(change.result));
  if (change.checkpoint !== undefined) fields.push('checkpoint', JSON.stringify(change.checkpoint));
  return fields;
}

export function changeOutcome(id: string, reply: unknown): ChangeOutcome {
  const [code, first, second] = reply as [number, never, never];
  if (code === 1) return { type: 'applied', version: Number(first) };
  if (code === 0) return { type: 'refused', status: first, fence: Number(second) };
  if (code === -1) return { type: 'absent' };
  throw unreadable(id, 'its layout is not one we know');
}
