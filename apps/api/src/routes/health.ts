import type { Health } from '@pitwall/runtime';
import type { RequestHandler } from 'express';

/** Before everything that could fail: a probe must be answered when nothing else can be. */
export function healthRoutes(health: Health): RequestHandler {
  return async (request, response, next) => {
    const answer =
      request.method === 'GET' || request.method === 'HEAD'
        ? await health.answer(request.path)
        : undefined;
    if (!answer) return next();
    response.status(answer.status).setHeader('Cache-Control', 'no-store').json(answer.body);
  };
}
