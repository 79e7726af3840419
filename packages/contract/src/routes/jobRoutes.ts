import { z } from 'zod';

import { JobView } from '../job.ts';
import { JobStart } from '../jobStart.ts';
import {
  EXAMPLE_JOB,
  EXAMPLE_REPORT,
  EXAMPLE_RESULT,
  EXAMPLE_STARTS,
  EXAMPLE_UPLOAD_FILE,
} from './jobExamples.ts';
import { JOB_FILTER, TenantParameter } from './jobFilter.ts';
import { numberParameter } from './numberParameter.ts';
import { prefer, WAITED_HEADER } from './preferWait.ts';
import type { RouteShape } from './routeShape.ts';

export const JobParams = z.object({ id: z.string().describe('The id of the job, a ULID') });

const JobList = z
  .object({
    jobs: z.array(JobView),
    unreadable: z
      .array(z.object({ id: z.string(), reason: z.string() }))
      .describe('Records of this page that cannot be read'),
    nextCursor: z.string().optional().describe('Absent on the last page'),
  })
  .meta({ id: 'JobList' });

const JOB_SORTS = ['-createdAt', 'createdAt', '-completedAt'] as const;

const ListQuery = z.strictObject({
  ...JOB_FILTER,
  sort: z
    .enum(JOB_SORTS)
    .default('-createdAt')
    .describe('`-` is newest first. `-completedAt` lists only jobs that have ended'),
  limit: numberParameter(z.int().min(1).max(200).default(50)),
  cursor: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('`nextCursor` of the page before, which must have had the same filters and sort'),
});

const JobCounts = z
  .object({
    pending: z.int(),
    running: z.int(),
    completed: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    unreadable: z.int().describe('Records of any tenant that are there but cannot be read'),
  })
  .meta({ id: 'JobCounts' });

/** Looking at jobs. */
export const JOB_ROUTES = {
  listJobs: {
    method: 'get',
    path: '/v1/jobs',
    tag: 'Jobs',
    summary: 'Find jobs',
    description:
      'A page can be short, or even empty, before the list ends: only a missing `nextCursor` says that it has. Jobs that come and go while you page neither repeat others nor hide them.',
    scope: 'jobs:read',
    query: ListQuery,
    answers: {
      200: {
        description: 'A page of jobs',
        schema: JobList,
        example: {
          jobs: [EXAMPLE_JOB],
          unreadable: [],
          nextCursor:
            'WzE3NzExODAyMDAwMDAsIjAxS0hIOTI0MjBGUFExREZEWDZWUDkzVzk5Il0.n0DZPiLmIl0dXlpuei3syA',
        },
        headers: { Link: 'The address of the next page, `rel="next"`' },
      },
    },
    errors: ['cursor_invalid', 'forbidden'],
  },
  countJobs: {
    method: 'get',
    path: '/v1/jobs/counts',
    tag: 'Jobs',
    summary: 'How many jobs there are, by status',
    scope: 'jobs:read',
    query: z.strictObject({ tenant: TenantParameter }),
    answers: {
      200: {
        description: 'The counts',
        schema: JobCounts,
        example: { pending: 3, running: 2, completed: 40, failed: 1, cancelled: 0, unreadable: 0 },
      },
    },
  },
  getJob: {
    method: 'get',
    path: '/v1/jobs/{id}',
    tag: 'Jobs',
    summary: 'Look at a job',
    scope: 'jobs:read',
    params: JobParams,
    headers: z.object({
      'if-none-match': z.string().optional().describe('The `ETag` of what is known'),
      prefer: prefer.describe(
        '`wait=N`: answer when the job has ended (with `If-None-Match`: when it has changed), or ' +
          'after N seconds (30 at most)',
      ),
    }),
    answers: {
      200: {
        description: 'The job without its input and result',
        schema: JobView,
        example: EXAMPLE_JOB,
        headers: {
          ETag: 'The version of the record',
          'Retry-After': 'While it has not ended: when to look again, in seconds',
          ...WAITED_HEADER,
        },
      },
      304: { description: 'The job is as in `If-None-Match`' },
    },
    errors: ['job_not_found'],
  },
  getInput: {
    method: 'get',
    path: '/v1/jobs/{id}/input',
    tag: 'Jobs',
    summary: 'What a job was given',
    scope: 'results:read',
    params: JobParams,
    answers: {
      200: {
        description: 'The input as its kind has read it, with every default filled in',
        schema: z.unknown(),
        example: EXAMPLE_REPORT.submission.input,
      },
    },
    errors: ['job_not_found', 'job_expired'],
  },
  getResult: {
    method: 'get',
    path: '/v1/jobs/{id}/result',
    tag: 'Jobs',
    summary: 'The result of a completed job',
    scope: 'results:read',
    params: JobParams,
    answers: {
      200: {
        description: 'What it looks like is up to the kind',
        schema: z.unknown(),
        example: EXAMPLE_RESULT,
      },
    },
    errors: ['job_not_found', 'job_not_finished', 'job_has_no_result', 'result_expired'],
  },
  getResultCsv: {
    method: 'get',
    path: '/v1/jobs/{id}/result.csv',
    tag: 'Jobs',
    summary: 'The lineups of a portfolio as a file to upload',
    scope: 'results:read',
    params: JobParams,
    query: z.strictObject({
      format: z
        .enum(['draftkings', 'fanduel', 'plain'])
        .optional()
        .describe('That of the slate’s own site where not said'),
    }),
    answers: {
      200: {
        description: 'The file',
        schema: z.string(),
        contentType: 'text/csv; charset=utf-8',
        example: EXAMPLE_UPLOAD_FILE,
      },
    },
    errors: [
      'job_not_found',
      'job_not_finished',
      'job_has_no_result',
      'result_has_no_lineups',
      'result_expired',
    ],
  },
  listStarts: {
    method: 'get',
    path: '/v1/jobs/{id}/starts',
    tag: 'Jobs',
    summary: 'Who had the job, from when to when, and what became of it',
    description: 'Oldest first; the newest fifty starts.',
    scope: 'jobs:read',
    params: JobParams,
    answers: {
      200: {
        description: 'The starts',
        schema: z.object({ starts: z.array(JobStart) }),
        example: { starts: EXAMPLE_STARTS },
      },
    },
    errors: ['job_not_found'],
  },
} as const satisfies Record<string, RouteShape>;
