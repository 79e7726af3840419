import type { RequestHandler, Response } from 'express';

import type { JobIds } from '../jobs/jobIds.ts';

export const CORRELATION_HEADER = 'X-Correlation-ID';

const VALID = /^[\w.:-]{1,128}$/;

/** The client's id for what it does, or a new one, on every response, record and log line. */
export function correlation(ids: JobIds): RequestHandler {
  return (request, response, next) => {
    const given = request.get(CORRELATION_HEADER);
    const id = given !== undefined && VALID.test(given) ? given : ids.create();
    response.locals['correlationId'] = id;
    response.setHeader(CORRELATION_HEADER, id);
    next();
  };
}

export function correlationIdOf(response: Response): string {
  return String(response.locals['correlationId']);
}
