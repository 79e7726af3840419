import { QueuePlace } from '../queuePlace.ts';
import { JobParams } from './jobRoutes.ts';
import type { RouteShape } from './routeShape.ts';

/** What waits, and for how long. */
export const QUEUE_ROUTES = {
  getQueuePlace: {
    method: 'get',
    path: '/v1/jobs/{id}/queue',
    tag: 'Jobs',
    summary: 'Where a job stands in the queue, and how long it may wait',
    description:
      'Apart from the job, whose ETag would lie if this were part of it: the place changes with ' +
      'what others do. Jobs of a higher priority come first; within a priority tenants take turns.',
    scope: 'jobs:read',
    params: JobParams,
    answers: {
      200: {
        description: 'Its place at this moment',
        schema: QueuePlace,
        example: {
          state: 'waiting',
          position: 12,
          workers: 2,
          threads: 8,
          wait: { lowSeconds: 3.5, highSeconds: 41 },
        },
      },
    },
    errors: ['job_not_found'],
  },
} as const satisfies Record<string, RouteShape>;
