import { setImmediate as breathe } from 'node:timers/promises';

import { AppError, type ErrorDetail, type Job } from '@pitwall/contract';

import { findAgain, notCreated } from '../jobs/createOnce.ts';
import { queueJobs } from '../jobs/queueJobs.ts';
import { roomFor } from '../jobs/roomFor.ts';
import type { Batch, BatchDeps, BatchJob } from './batch.ts';

const READ_AT_ONCE = 50;
const SHOW_AT_MOST = 100;

/** All jobs of a batch, or none. */
export async function submitAll(
  deps: BatchDeps,
  batch: Batch,
): Promise<{ jobs: Job[]; isRepeat: boolean }> {
  const wanted = await readAll(batch);
  const { principal, idempotency } = batch.facts;
  const mustStart = wanted.some(({ onBusy }) => onBusy === 'reject');
  const outcome = await deps.store.createAll({
    jobs: wanted,
    tenant: principal.tenant,
    atMs: batch.atMs,
    idempotency,
    room: await roomFor(deps, principal, mustStart ? 'reject' : 'queue'),
  });
  const made = wanted.map(({ job }) => job);
  switch (outcome.type) {
    case 'created':
    case 'taken':
      await queueJobs(deps, made);
      return { jobs: made, isRepeat: false };
    case 'repeated': {
      const jobs = await Promise.all(outcome.ids.map((id) => findAgain(deps, id)));
      await queueJobs(deps, jobs);
      return { jobs, isRepeat: outcome.ids[0] !== made[0]?.id };
    }
    case 'conflicting':
    case 'over_quota':
    case 'busy':
      throw await notCreated(deps, outcome, { principal, jobs: batch.size });
  }
}

/** Other requests get their turn in between. */
async function readAll(batch: Batch): Promise<BatchJob[]> {
  const wanted: BatchJob[] = [];
  const wrong: ErrorDetail[] = [];
  for (let index = 0; index < batch.size; index += 1) {
    if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await breathe();
    try {
      wanted.push(batch.read(index));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      wrong.push(...error.details);
    }
  }
  if (wrong.length === 0) return wanted;
  const invalid = batch.size - wanted.length;
  throw new AppError('batch_rejected', `${invalid} of the ${batch.size} jobs are not valid`, {
    details: wrong.slice(0, SHOW_AT_MOST),
  });
}
