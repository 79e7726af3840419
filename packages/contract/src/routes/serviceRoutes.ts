import { z } from 'zod';

import type { RouteShape } from './routeShape.ts';

const Alive = z.object({
  status: z.literal('ok'),
  version: z.string(),
  timestamp: z.iso.datetime(),
  uptimeSeconds: z.int(),
});

const Check = z.looseObject({ status: z.enum(['up', 'down']), latencyMs: z.number() });

const Readiness = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    draining: z.boolean().describe('It finishes what is under way and takes nothing new'),
    version: z.string(),
    checks: z.record(z.string(), Check),
  })
  .meta({ id: 'Readiness' });

const REDIS_AWAY = { status: 'down', reason: 'Redis does not answer at the moment' };

const READY = {
  200: {
    description: 'Ready',
    schema: Readiness,
    example: {
      status: 'ready',
      draining: false,
      version: '0.1.0',
      checks: {
        store: {
          version: '7.0.15',
          usedMemoryBytes: 2_103_072,
          maxMemoryBytes: 188_743_680,
          evictionPolicy: 'noeviction',
          appendOnly: true,
          status: 'up',
          latencyMs: 0.4,
        },
        workers: { live: 2, threads: 8, status: 'up', latencyMs: 0.3 },
        queue: { waiting: 2, active: 1, delayed: 0, status: 'up', latencyMs: 0.3 },
      },
    },
  },
  503: {
    description: 'Not ready; `checks` says why',
    schema: Readiness,
    example: {
      status: 'not_ready',
      draining: false,
      version: '0.1.0',
      checks: {
        store: { ...REDIS_AWAY, latencyMs: 1.7 },
        workers: { ...REDIS_AWAY, latencyMs: 1.4 },
        queue: { ...REDIS_AWAY, latencyMs: 1.3 },
      },
    },
  },
};

const PAGE = {
  200: { description: 'The page', schema: z.string(), contentType: 'text/html' },
};

const service = { method: 'get', tag: 'Service', scope: 'public' } as const;

/** What the service says of itself. */
export const SERVICE_ROUTES = {
  health: {
    ...service,
    path: '/health',
    summary: 'Whether the process is alive, and which version it is',
    answers: {
      200: {
        description: 'Alive',
        schema: Alive,
        example: {
          status: 'ok',
          version: '0.1.0',
          timestamp: '2026-02-15T18:30:00.000Z',
          uptimeSeconds: 86_400,
        },
      },
    },
  },
  livez: {
    ...service,
    path: '/livez',
    summary: 'Whether the process is alive, for Kubernetes',
    answers: {
      200: {
        description: 'Alive',
        schema: z.object({ status: z.literal('ok') }),
        example: { status: 'ok' },
      },
    },
  },
  ready: {
    ...service,
    path: '/ready',
    summary: 'Whether requests can be answered: store, queue, and what else is checked',
    answers: READY,
  },
  readyz: {
    ...service,
    path: '/readyz',
    summary: 'The same as /ready, for Kubernetes',
    answers: READY,
  },
  getOpenApi: {
    ...service,
    path: '/openapi.json',
    summary: 'This description, as OpenAPI 3.1',
    answers: {
      200: { description: 'The document', schema: z.looseObject({ openapi: z.string() }) },
    },
  },
  getReference: {
    ...service,
    path: '/docs',
    summary: 'This description, as a page',
    answers: PAGE,
  },
  getReferenceFile: {
    ...service,
    path: '/docs/{file}',
    summary: 'A script, style or picture of our pages',
    params: z.object({ file: z.string() }),
    answers: { 200: { description: 'The file', schema: z.unknown(), contentType: '*/*' } },
    errors: ['route_not_found'],
  },
  listProblems: {
    ...service,
    path: '/problems',
    summary: 'Every code of an error and what to do about it, as a page',
    answers: PAGE,
  },
  getProblem: {
    ...service,
    path: '/problems/{code}',
    summary: 'What an error means and what to do about it, as a page',
    description: 'The `type` of an error leads here.',
    params: z.object({
      code: z.string().describe('The code of the error, such as `job_not_found`'),
    }),
    answers: PAGE,
    errors: ['route_not_found'],
  },
} as const satisfies Record<string, RouteShape>;
