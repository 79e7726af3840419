import { type Job, isFinished } from '@pitwall/contract';

/** A job as the API shows it: with the addresses of what belongs to it. */
export function jobView(job: Job): Job & { links: Record<string, string> } {
  const self = `/v1/jobs/${job.id}`;
  const links: Record<string, string> = { self };
  if (!isFinished(job.status)) links['cancel'] = `${self}/cancel`;
  if (job.status === 'completed' && !job.expired) {
    links['result'] = `${self}/result`;
    if (job.kind === 'portfolio') links['resultCsv'] = `${self}/result.csv`;
  }
  return { ...job, links };
}
