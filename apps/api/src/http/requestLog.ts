import type { Logger } from '@pitwall/runtime';
import type { RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';

import { correlationIdOf } from './correlation.ts';

/** One line a request. Probes that go well are not worth one. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_request, response) => correlationIdOf(response as Response),
    customProps: (_request, response) => ({
      correlationId: correlationIdOf(response as Response),
    }),
    customLogLevel: (_request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
    customSuccessMessage: () => 'request answered',
    customErrorMessage: () => 'request failed',
    autoLogging: { ignore: ({ url }) => /^\/(?:health|livez|readyz?)$/.test(url ?? '') },
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}
