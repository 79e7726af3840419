import type { CreateOutcome, JobStore, NewJob } from './jobStore.ts';

/** A job by itself, by the way that creates many. */
export async function createOne(
  store: Pick<JobStore, 'createAll'>,
  { job, input, ...rest }: NewJob,
): Promise<CreateOutcome> {
  const { tenant, createdAt } = job;
  const jobs = [{ job, input }];
  const outcome = await store.createAll({ jobs, tenant, atMs: Date.parse(createdAt), ...rest });
  return outcome.type === 'repeated' ? { type: 'repeated', id: outcome.ids[0] ?? '' } : outcome;
}
