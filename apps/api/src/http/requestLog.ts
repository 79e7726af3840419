import type { IncomingMessage, ServerResponse } from 'node:http';

import { type Logger, logOfKnownFields } from '@pitwall/runtime';
import type { RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';

import { correlationIdOf } from './correlation.ts';

type Facts = { responseTime: number; err?: unknown };

/**
 * One line a request. Probes that go well are not worth one. Request and response are written into
 * that line alone, and not into a logger made for every request, which takes longer than routing it.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: logOfKnownFields(log),
    genReqId: (_request, response) => correlationIdOf(response as Response),
    // The request as it is bound has a name of its own, by which it is left out; `req` is written.
    customAttributeKeys: { req: 'bound' },
    quietResLogger: true,
    wrapSerializers: false,
    serializers: { bound: () => undefined },
    customLogLevel: (_request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
    customSuccessObject: (request, response, facts: Facts) => lineOf(request, response, facts),
    customErrorObject: (request, response, ...[, facts]: [Error, Facts]) =>
      lineOf(request, response, facts),
    customSuccessMessage: () => 'request answered',
    customErrorMessage: () => 'request failed',
    autoLogging: { ignore: ({ url }) => /^\/(?:health|livez|readyz?)$/.test(url ?? '') },
  });
}

function lineOf(
  request: IncomingMessage & { originalUrl?: string },
  response: ServerResponse,
  { responseTime, err }: Facts,
): object {
  const { method, originalUrl = request.url } = request;
  const correlationId = correlationIdOf(response as Response);
  const { statusCode } = response;
  const error = err === undefined ? {} : { err };
  return {
    correlationId,
    req: { method, url: originalUrl },
    res: { statusCode },
    responseTime,
    ...error,
  };
}
