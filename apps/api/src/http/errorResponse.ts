import { AppError, ERROR_CODES, type ErrorCode, type Problem } from '@pitwall/contract';
import type { Logger } from '@pitwall/runtime';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';

import { correlationIdOf } from './correlation.ts';

/** Of every 503. A full store takes a while to get room: jobs have to end and expire first. */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = { store_full: 10 };
const USUAL_RETRY_AFTER_SECONDS = 2;

/** Where a problem type is explained. Relative: every installation explains its own. */
const PROBLEM_TYPE_BASE = '/problems/';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What Express's own parts throw, by the `type` or status they give it. */
const EXPRESS_FAILURES: Record<string, ErrorCode> = {
  'entity.parse.failed': 'malformed_json',
  'entity.too.large': 'payload_too_large',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
  'json.too.deep': 'json_too_deep',
  'json.no.unicode': 'malformed_json',
};

/** The only place that turns a failure into a response of its own. Bugs are logged in full and shown as 500. */
export function errorResponse({ log }: { log: Logger }): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express tells an error handler from others by its four parameters
  return (error: unknown, request, response, next) => {
    const failure = asAppError(error);
    const correlationId = correlationIdOf(response);
    if (failure.status >= 500) {
      log.error({ err: error, correlationId, path: request.path }, 'request could not be answered');
    }
    // Too late to say so in words: ending the connection is the only sign left.
    if (response.headersSent) return next(error);
    const retryAfterSeconds = retryAfterSecondsOf(failure);
    if (retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', String(retryAfterSeconds));
    }
    if (failure.status === 401 && !response.hasHeader('WWW-Authenticate')) {
      response.setHeader('WWW-Authenticate', challengeTo(request));
    }
    const problem = problemOf(failure, request.path, correlationId);
    // Not `send`, which would tag the problem as if it were the thing that was asked for.
    response.status(failure.status).setHeader('Content-Type', PROBLEM_TYPE);
    response.end(JSON.stringify(problem));
  };
}

/** How a failure is put into words, as a response of its own or as a part of one. */
export function problemOf(failure: AppError, instance: string, correlationId: string): Problem {
  return {
    type: PROBLEM_TYPE_BASE + failure.code,
    title: ERROR_CODES[failure.code].title,
    status: failure.status,
    code: failure.code,
    detail: failure.message,
    instance,
    correlationId,
    ...(failure.violatedPolicies.length > 0
      ? { 'violated-policies': [...failure.violatedPolicies] }
      : {}),
    ...(failure.details.length > 0 ? { errors: [...failure.details] } : {}),
  };
}

/** RFC 6750, section 3.1: who came without credentials is not told that they are wrong. */
function challengeTo({ headers }: Request): string {
  const why = headers.authorization === undefined ? '' : ', error="invalid_token"';
  return `Bearer realm="pitwall"${why}`;
}

function retryAfterSecondsOf({ status, code, retryAfterSeconds }: AppError): number | undefined {
  if (retryAfterSeconds !== undefined || status !== 503) return retryAfterSeconds;
  return RETRY_AFTER_SECONDS[code] ?? USUAL_RETRY_AFTER_SECONDS;
}

/** The last route: nothing else answered. */
export const routeNotFound: RequestHandler = (request, _response, next) => {
  next(new AppError('route_not_found', `There is nothing at ${request.path}`));
};

/** The last method of a route: the address is right, the method is not. */
export function methodNotAllowed(allowed: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Allow', allowed.join(', '));
    const message = `${request.method} is not possible here, only ${allowed.join(' and ')}`;
    next(new AppError('method_not_allowed', message));
  };
}

/** A failure we expect as it is; what is thrown by others as the nearest of ours. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const thrown = error as ExpressFailure;
  const { type, status } = thrown;
  const code = EXPRESS_FAILURES[type ?? ''];
  if (code) return new AppError(code, wordsFor(thrown), { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError('invalid_request', wordsFor(thrown), { cause: error });
  }
  return new AppError('internal_error', 'Something broke here; the log has the details', {
    cause: error,
  });
}

type ExpressFailure = {
  type?: string;
  status?: number;
  message?: string;
  /** Of a body that is too large. */
  limit?: number;
  /** Of a body that zlib cannot unpack. */
  code?: string;
};

const UNPACK_FAILURE = /^(?:Z_|ERR__|ERR_BROTLI)/;

/** Where the thrower’s own words do not tell what to do. */
function wordsFor({ limit, code, message }: ExpressFailure): string {
  if (limit !== undefined) return `The body is larger than ${limit} bytes`;
  if (code !== undefined && UNPACK_FAILURE.test(code)) {
    return 'The body is not compressed as its Content-Encoding says';
  }
  return message ?? 'The request cannot be read';
}
