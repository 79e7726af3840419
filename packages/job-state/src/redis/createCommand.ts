import { createHash } from 'node:crypto';

import { submittedData } from '../events/eventData.ts';
import type { CreateAllOutcome, NewJob, NewJobs } from '../jobStore.ts';
import type { JobKeys } from './jobKeys.ts';
import { newRecord } from './newRecord.ts';

/** Keys and arguments of the script that creates records. */
export async function createCommand(wish: NewJobs, keys: JobKeys) {
  const { tenant, idempotency, isTrial } = wish;
  const jobs = await Promise.all(wish.jobs.map((newJob) => jobCommand(newJob, keys)));
  const control = {
    prefix: keys.prefix,
    fingerprint: idempotency?.fingerprint,
    keepForMs: idempotency?.keepForMs,
    room: roomOf(wish),
    isTrial,
    jobs: jobs.map(({ control: ofJob }) => ofJob),
  };
  const idempotencyKeys = idempotency
    ? [keys.idempotency(sha256(JSON.stringify([tenant, idempotency.key])))]
    : [];
  return {
    keys: [
      keys.status('pending'),
      keys.status('running'),
      ...idempotencyKeys,
      ...jobs.flatMap((job) => job.keys),
    ],
    args: [JSON.stringify(control), ...jobs.flatMap((job) => job.args)],
  };
}

async function jobCommand(newJob: Pick<NewJob, 'job' | 'input'>, keys: JobKeys) {
  const { job } = newJob;
  const { id, submittedBy, startBy } = job;
  const score = Date.parse(job.createdAt);
  const ofJob = [keys.record(id), ...keys.indexesOf(job)];
  const args = await newRecord(newJob);
  const control = {
    id,
    score,
    facts: keys.factsOf(job),
    event: JSON.stringify(submittedData(job)),
    submittedBy,
    startByMs: startBy && Date.parse(startBy),
    keys: ofJob.length,
    args: args.length,
  };
  return { keys: ofJob, args, control };
}

/** JSON null is not nil to Lua, so what is not limited is left out. */
function roomOf({ room, jobs }: NewJobs): object | undefined {
  if (!room) return undefined;
  const { pendingOfKey, backlog, atOnce } = room;
  const submittedBy = jobs[0]?.job.submittedBy;
  const ofKey = pendingOfKey === null || !submittedBy ? {} : { pendingOfKey, submittedBy };
  return { ...ofKey, backlog, ...atOnce };
}

export function createOutcome(reply: unknown): CreateAllOutcome {
  const [type, fact, count] = reply as [CreateAllOutcome['type'], string, number];
  if (type === 'repeated') return { type, ids: fact.split(',').filter(Boolean) };
  if (type === 'over_quota') return { type, limit: fact as 'backlog', pending: count };
  return { type };
}

/** The records that stand once this is the answer, by this request or the one it repeats. */
export function writtenIds({ jobs, isTrial }: NewJobs, outcome: CreateAllOutcome): string[] {
  if (outcome.type === 'repeated') return outcome.ids;
  const isWritten = outcome.type === 'created' || outcome.type === 'taken';
  return isWritten && !isTrial ? jobs.map(({ job }) => job.id) : [];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
