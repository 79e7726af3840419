import type { RequestHandler } from 'express';

import type { ApiMetrics } from '../apiMetrics.ts';

/** The code nginx made usual for a client that has gone before its answer. */
const CLIENT_GONE = 499;

/** Every request by its route, never by its address: there are as many of those as there are jobs. */
export function measureRequests(metrics: ApiMetrics): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now();
    response.once('close', () => {
      const { path } = (request.route ?? {}) as { path?: string };
      metrics.answered({
        route: path ?? 'none',
        method: request.method,
        code: response.writableFinished ? response.statusCode : CLIENT_GONE,
        seconds: (performance.now() - startedMs) / 1_000,
      });
    });
    next();
  };
}
