import type { RequestHandler } from 'express';

/**
 * What a request says of caches is for those on its way. Express takes `no-cache`, which every `fetch`
 * with an `If-None-Match` sends along, for a wish to have all of it again, and never answers 304.
 */
export const answerAsOrigin: RequestHandler = (request, _response, next) => {
  delete request.headers['cache-control'];
  next();
};
