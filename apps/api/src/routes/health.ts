import { ROUTES } from '@pitwall/contract';
import type { Health } from '@pitwall/runtime';

import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

/** What a probe asks; answered also when nothing else can be. */
export function healthRoutes(health: Health): BoundRoute[] {
  return (['health', 'livez', 'ready', 'readyz'] as const).map((id) =>
    // Not by the path of the request, which Express takes in capitals and with a slash at its end too.
    bindRoute(id, async ({ response }) => {
      const { path } = ROUTES[id];
      const answer = await health.answer(path);
      if (!answer) throw new Error(`Health has nothing to say at ${path}`);
      response.status(answer.status).setHeader('Cache-Control', 'no-store').json(answer.body);
    }),
  );
}
