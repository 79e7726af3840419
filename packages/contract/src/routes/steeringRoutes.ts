import { z } from 'zod';

import { JobView } from '../job.ts';
import { JobParams } from './jobRoutes.ts';
import type { RouteShape } from './routeShape.ts';

const RetryWish = z.strictObject({
  fromStart: z.boolean().default(false).describe('Not from its checkpoint'),
});

const steering = { tag: 'Steering', params: JobParams } as const;

/** What can be done to a job that is there. Each may be asked for twice. */
export const STEERING_ROUTES = {
  cancelJob: {
    ...steering,
    method: 'post',
    path: '/v1/jobs/{id}/cancel',
    summary: 'End a job at once and discard what it has',
    scope: 'jobs:cancel',
    answers: {
      200: { description: 'The job as it then is: one that had ended stays so', schema: JobView },
    },
    errors: ['job_not_found'],
    audit: 'job.cancel',
  },
  retryJob: {
    ...steering,
    method: 'post',
    path: '/v1/jobs/{id}/retry',
    summary: 'Try a failed or cancelled job again, from its checkpoint',
    scope: 'jobs:write',
    submits: 'one',
    body: { contents: { 'application/json': RetryWish }, isOptional: true },
    answers: {
      202: {
        description: 'On its way again',
        schema: JobView,
        headers: { Location: 'The address of the job' },
      },
    },
    errors: ['job_not_found', 'job_not_retryable', 'job_expired'],
    audit: 'job.retry',
  },
} as const satisfies Record<string, RouteShape>;
