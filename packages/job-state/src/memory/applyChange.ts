import { isDeepStrictEqual } from 'node:util';

import type { Job, JobStart } from '@pitwall/contract';

import { EDITABLE, isoOf, type JobChange, STARTS_KEPT } from '../jobChange.ts';
import { resultJson } from '../resultJson.ts';
import { keepNotes } from './keepNotes.ts';
import type { Stored } from './stored.ts';

/** The same rules as those of the script in redis/changeScript.ts; the contract tests hold both. */
export function isAllowed(job: Job, change: JobChange): boolean {
  const { status, fence, expired } = job;
  if (!change.from.includes(status)) return false;
  if (change.forgetsExpiry && expired) return false;
  if (!isAsSeen(job, change)) return false;
  if (change.fence === undefined) return true;
  return 'is' in change.fence ? fence === change.fence.is : fence < change.fence.above;
}

function isAsSeen(job: Job, { ifVersion, unlessSet, edits }: JobChange): boolean {
  if (ifVersion !== undefined && job.version !== ifVersion) return false;
  if (unlessSet && job[unlessSet] !== undefined) return false;
  return !edits || EDITABLE.every((field) => isDeepStrictEqual(job[field], edits[field]));
}

export function applyChange(stored: Stored, change: JobChange): void {
  const { job } = stored;
  // First: it throws when the result may not be written, and then nothing may be.
  const result =
    change.result === undefined ? undefined : resultJson(change.result, change.maxResultBytes);
  const lastHeard = job.updatedAt;
  if (change.opensStart && job.status === 'running') {
    closeStart(stored, change, { why: 'lost', at: lastHeard });
  }
  keepNotes(stored, change);
  if (change.isSilent) return;
  Object.assign(job, structuredClone(change.set));
  job.updatedAt = isoOf(change.atMs);
  job.version += 1;
  if (result !== undefined) {
    stored.result = result;
    job.resultBytes = Buffer.byteLength(result);
    job.storedBytes = (job.storedBytes ?? 0) + job.resultBytes;
  }
  if (change.checkpoint !== undefined) {
    stored.checkpoint = JSON.stringify(change.checkpoint);
    stored.checkpointProgress = job.progress;
  }
  if (change.closesStart) {
    const why = change.closesStart;
    const isOver = why === 'lost' || why === 'requeued';
    const letGo = isoOf(change.letGoAtMs ?? change.atMs);
    closeStart(stored, change, { why, at: isOver ? lastHeard : letGo });
  }
  clearFields(stored, change);
  if (change.opensStart) openStart(stored);
  if (change.to !== undefined) job.status = change.to;
  if (change.expiresAtMs !== undefined) stored.dueMs = change.expiresAtMs;
  if (change.forgetsExpiry) delete stored.dueMs;
}

function clearFields(stored: Stored, { clear = [] }: JobChange): void {
  for (const field of clear) {
    if (field === 'incumbent') stored.incumbents = [];
    if (field !== 'checkpoint') {
      delete stored.job[field];
      continue;
    }
    delete stored.checkpoint;
    stored.checkpointProgress = 0;
  }
}

function openStart(stored: Stored): void {
  const { job, starts } = stored;
  job.starts += 1;
  job.progress = stored.checkpointProgress;
  starts.push({
    number: job.starts,
    fence: job.fence,
    generation: job.generation,
    attempt: job.attempt,
    workerId: job.workerId ?? '',
    startedAt: job.startedAt ?? job.updatedAt,
    progressAtStart: job.progress,
  });
  if (starts.length > STARTS_KEPT) starts.shift();
}

type Closing = { why: NonNullable<JobStart['ended']>; at: string };

function closeStart(stored: Stored, change: JobChange, { why, at }: Closing): void {
  const { job, checkpointProgress } = stored;
  const entry = openStartOf(stored);
  if (!entry) return;
  entry.ended = why;
  entry.endedAt = at;
  entry.progressAtEnd = job.progress;
  if (change.opensStart || change.to === 'pending') {
    entry.progressLost = Math.max(0, job.progress - checkpointProgress);
  }
  if (change.set.timeUsedSeconds !== 0) {
    const tookMs = Math.max(0, Date.parse(at) - Date.parse(entry.startedAt));
    job.timeUsedSeconds = Math.round(job.timeUsedSeconds * 1_000 + tookMs) / 1_000;
  }
  if (why !== 'lost') return;
  job.lostStarts += 1;
  job.isSuspect = true;
}

export function openStartOf({ starts }: Stored): JobStart | undefined {
  const newest = starts.at(-1);
  return newest?.ended === undefined ? newest : undefined;
}
