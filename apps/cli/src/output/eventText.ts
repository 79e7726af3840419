import type { JobEvent, TenantEvent } from '@pitwall/client';

import { plainText } from './plainText.ts';
import { timeOfDay } from './utcTime.ts';

const COLUMN = 14;

/** An event on a line: when, which job, what, and what became different. */
export function eventText(event: JobEvent | TenantEvent): string {
  if (event.type === 'ready') {
    return event.data.missed ? 'Some events were missed.' : `Events of tenant ${event.data.tenant}`;
  }
  if (event.type === 'end') return `${event.data.job} has ended: ${event.data.status}`;
  if (event.type === 'snapshot') {
    const { id, status, progress, updatedAt } = event.data;
    return lineOf(updatedAt, id, `${'is'.padEnd(COLUMN)} ${status} ${Math.floor(progress)} %`);
  }
  const { job, version: _version, type, at, ...fields } = event.data;
  return lineOf(at, job, `${type.padEnd(COLUMN)} ${factsOf(fields)}`);
}

function lineOf(at: string | undefined, job: string, what: string): string {
  return plainText(`${at === undefined ? '' : timeOfDay(at)} ${job} ${what}`);
}

function factsOf(fields: object): string {
  const facts = Object.entries(fields).filter(([, value]) => value !== null);
  return facts.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ');
}
