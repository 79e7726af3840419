import type { QueuePlace, WaitUnknown } from '@pitwall/contract';

import { formatMs } from './formatMs.ts';
import { plural } from './plural.ts';
import { utcTime } from './utcTime.ts';

const UNKNOWN: Record<WaitUnknown, string> = {
  no_workers: 'no worker is alive',
  queue_paused: 'the queue is paused',
  too_little_known: 'too few jobs have run lately to tell',
  delayed: 'it is to start later',
  not_waiting: 'it does not wait',
};

export function queueText({ state, ...place }: QueuePlace): string {
  if (state === 'running') return 'It is running.';
  if (state === 'none') return 'It is not in the queue.';
  const lines: string[] = [];
  if (place.notBefore !== undefined) lines.push(`Not before ${utcTime(place.notBefore)}`);
  if (place.position !== undefined) lines.push(`${plural(place.position, 'job')} before it`);
  lines.push(`${plural(place.workers, 'worker')}, ${plural(place.threads, 'job')} at a time`);
  lines.push(`Waits ${waitOf(place)}`);
  return lines.join('\n');
}

function waitOf({
  wait,
  reason = 'too_little_known',
}: Pick<QueuePlace, 'wait' | 'reason'>): string {
  if (!wait) return `an unknown time: ${UNKNOWN[reason]}`;
  return `${formatMs(wait.lowSeconds * 1_000)} to ${formatMs(wait.highSeconds * 1_000)}`;
}
