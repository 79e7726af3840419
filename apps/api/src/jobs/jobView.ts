import { type Job, isFinished } from '@pitwall/contract';

/** A job as the API shows it: with the addresses of what belongs to it. */
export function jobView(job: Job): Job & { links: Record<string, string> } {
  const self = `/v1/jobs/${job.id}`;
  const links: Record<string, string> = { self, starts: `${self}/starts` };
  if (!isFinished(job.status)) links['cancel'] = `${self}/cancel`;
  if (job.status === 'completed' && !job.expired) {
    links['result'] = `${self}/result`;
    if (job.kind === 'portfolio') links['resultCsv'] = `${self}/result.csv`;
  }
  const isUndone = job.status === 'failed' || job.status === 'cancelled';
  if (isUndone && !job.expired) links['retry'] = `${self}/retry`;
  return { ...job, links };
}
