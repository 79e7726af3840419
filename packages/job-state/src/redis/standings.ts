import { JOB_STATUSES, type JobStatus } from '@pitwall/contract';

import type { Standing, Sweep } from '../jobStore.ts';

/** What the script of standings returns. */
export function readStandings(ids: readonly string[], reply: unknown): (Standing | undefined)[] {
  const values = reply as string[];
  return ids.map((id, index) => standingOf(id, values.slice(3 * index, 3 * index + 3)));
}

/** What the sweep script returns. */
export function readSweep(reply: unknown): Sweep {
  const [isAtEnd, ...rest] = reply as [number, ...string[]];
  const jobs: Standing[] = [];
  for (let at = 0; at < rest.length; at += 4) {
    const standing = standingOf(rest[at] ?? '', rest.slice(at + 1, at + 4));
    if (standing) jobs.push(standing);
  }
  return { jobs, isAtEnd: isAtEnd === 1 };
}

function standingOf(id: string, values: readonly string[]): Standing | undefined {
  const [status = '', generation = '', updatedMs = ''] = values;
  if (!isStatus(status) || generation === '') return undefined;
  return { id, status, generation: Number(generation), updatedAtMs: Number(updatedMs) };
}

function isStatus(text: string): text is JobStatus {
  return (JOB_STATUSES as readonly string[]).includes(text);
}
