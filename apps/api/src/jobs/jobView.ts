import { isFinished, type Job, type JobView } from '@pitwall/contract';

export function jobView(job: Job): JobView {
  const self = `/v1/jobs/${job.id}`;
  const links: Record<string, string> = {
    self,
    events: `${self}/events`,
    starts: `${self}/starts`,
  };
  if (!job.expired) {
    links['input'] = `${self}/input`;
    links['logs'] = `${self}/logs`;
    links['incumbents'] = `${self}/incumbents`;
  }
  if (job.status === 'pending') links['queue'] = `${self}/queue`;
  if (!isFinished(job.status)) links['cancel'] = `${self}/cancel`;
  if (job.status === 'running') links['stop'] = `${self}/stop`;
  if (!job.expired) links['clone'] = `${self}/clone`;
  if (job.status === 'completed' && !job.expired) {
    links['result'] = `${self}/result`;
    if (job.kind === 'portfolio') {
      links['resultCsv'] = `${self}/result.csv`;
      links['entries'] = `${self}/entries`;
    }
  }
  const isUndone = job.status === 'failed' || job.status === 'cancelled';
  if (isUndone && !job.expired) links['retry'] = `${self}/retry`;
  return { ...job, links };
}
