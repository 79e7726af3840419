import { z } from 'zod';

import { FoundIncumbent } from '../foundIncumbent.ts';
import { JOB_EVENT_TYPES } from '../jobEventType.ts';
import { LogLine } from '../logLine.ts';
import { EXAMPLE_JOB, EXAMPLE_RESULT } from './jobExamples.ts';
import { JobParams } from './jobRoutes.ts';
import { numberParameter } from './numberParameter.ts';
import type { RouteShape } from './routeShape.ts';

const watching = { method: 'get', tag: 'Watching', scope: 'jobs:read' } as const;

const LastEventHeaders = z.object({
  'last-event-id': z.string().optional().describe('The last event that was received'),
});

const lastEventId = z
  .string()
  .max(64)
  .optional()
  .describe('As the header `Last-Event-ID`, where that cannot be sent');

const STREAM = { schema: z.string(), contentType: 'text/event-stream' } as const;

const EXAMPLE_PROGRESS = {
  kind: EXAMPLE_JOB.kind,
  job: EXAMPLE_JOB.id,
  version: EXAMPLE_JOB.version + 1,
  type: 'progressed',
  at: '2026-02-15T18:30:01.900Z',
  progress: 100,
  currentStep: '3 of 3 lineups',
};

function eventText(...events: { id: string; type: string; data: object }[]): string {
  return events
    .map(({ id, type, data }) => `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
    .join('');
}

const EVENT_STREAM_HEADERS = {
  'Cache-Control': '`no-cache, no-transform`',
  'X-Accel-Buffering': '`no`: a proxy must not hold events back',
};

const after = numberParameter(z.int().min(0).default(0)).describe(
  'The index of the last one known',
);

function isEventType(text: string): boolean {
  return (JOB_EVENT_TYPES as readonly string[]).includes(text);
}

/** Following jobs while they are on their way. */
export const WATCH_ROUTES = {
  watchJob: {
    ...watching,
    path: '/v1/jobs/{id}/events',
    summary: 'Follow a job as server-sent events',
    description:
      'First `snapshot`, with the job, then an event for each change: its type, and as data the ' +
      'job’s id, type, version, time and the fields that changed (null for one that was cleared). ' +
      'With `Last-Event-ID` what was missed comes instead of the snapshot, from whichever replica ' +
      'is asked. `end` is the last event of a job that has ended: who reconnects after it gets ' +
      '204. `reconnect` is sent by a process that is about to stop.',
    params: JobParams,
    query: z.strictObject({ lastEventId }),
    headers: LastEventHeaders,
    answers: {
      200: {
        description: 'Events, until the job ends',
        ...STREAM,
        headers: EVENT_STREAM_HEADERS,
        example: eventText(
          { id: '1771180201250-0', type: 'snapshot', data: EXAMPLE_JOB },
          { id: '1771180201900-0', type: 'progressed', data: EXAMPLE_PROGRESS },
        ),
      },
      204: { description: 'The job has ended, and there is nothing after that event' },
    },
    errors: ['job_not_found', 'quota_exceeded', 'shutting_down'],
  },
  watchTenant: {
    ...watching,
    path: '/v1/events',
    summary: 'Follow all jobs of a tenant as server-sent events',
    description:
      'First `ready`, then an event for each change of a job. With `Last-Event-ID` what was missed ' +
      'comes first; where that is too long ago, `ready` says so with `missed: true`.',
    query: z.strictObject({
      lastEventId,
      tenant: z.string().min(1).max(64).optional().describe('Of another tenant: admins only'),
      kind: z.string().min(1).max(64).optional().describe('Only jobs of this kind'),
      types: z
        .string()
        .regex(/^[a-z_]+(?:,[a-z_]+)*$/)
        .max(500)
        .refine((text) => text.split(',').every(isEventType), {
          error: `the types of events are ${JOB_EVENT_TYPES.join(', ')}`,
        })
        .optional()
        .describe('Only events of these types, separated by commas'),
    }),
    headers: LastEventHeaders,
    answers: {
      200: {
        description: 'Events, without end',
        ...STREAM,
        headers: EVENT_STREAM_HEADERS,
        example: eventText(
          { id: '1771180201250-0', type: 'ready', data: { tenant: 'default', missed: false } },
          { id: '1771180201900-0', type: 'progressed', data: EXAMPLE_PROGRESS },
        ),
      },
    },
    errors: ['quota_exceeded', 'shutting_down'],
  },
  listIncumbents: {
    ...watching,
    path: '/v1/jobs/{id}/incumbents',
    summary: 'The best solutions so far, each better than those before',
    description: 'The newest hundred are kept, until the result expires.',
    scope: 'results:read',
    params: JobParams,
    query: z.strictObject({
      after,
      limit: numberParameter(z.int().min(1).max(100).default(100)),
    }),
    answers: {
      200: {
        description: 'Oldest first',
        schema: z.object({ incumbents: z.array(FoundIncumbent) }),
        example: {
          incumbents: [
            {
              index: 1,
              objective: 744,
              foundAt: '2026-02-15T18:30:01.000Z',
              value: { found: 3, asked: 3, projection: 744, top: EXAMPLE_RESULT.lineups[0] },
            },
          ],
        },
      },
    },
    errors: ['job_not_found', 'job_expired'],
  },
  listLogs: {
    ...watching,
    path: '/v1/jobs/{id}/logs',
    summary: 'What the job said while it ran',
    description: 'The newest thousand lines are kept, until the result expires.',
    params: JobParams,
    query: z.strictObject({
      after,
      limit: numberParameter(z.int().min(1).max(1_000).default(1_000)),
    }),
    answers: {
      200: {
        description: 'Oldest first',
        schema: z.object({ lines: z.array(LogLine) }),
        example: {
          lines: [
            {
              index: 1,
              at: '2026-02-15T18:30:01.000Z',
              level: 'info',
              message: 'section written',
              facts: { title: 'Surface' },
            },
          ],
        },
      },
    },
    errors: ['job_not_found', 'job_expired'],
  },
} as const satisfies Record<string, RouteShape>;
