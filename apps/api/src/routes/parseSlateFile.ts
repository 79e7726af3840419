import { parseSlate } from '@pitwall/slates';

import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

/** A salary file as it is (text/csv), or it and a file of projections (application/json). */
export function parseSlateFile(): BoundRoute {
  return bindRoute('parseSlateFile', ({ body, response }) => {
    response.json(parseSlate(typeof body === 'string' ? { salaries: body } : body));
  });
}
