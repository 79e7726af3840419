import type { Health } from '@pitwall/runtime';

import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';

/** What a probe asks; answered also when nothing else can be. */
export function healthRoutes(health: Health): BoundRoute[] {
  return (['health', 'livez', 'ready', 'readyz'] as const).map((id) =>
    bindRoute(id, async ({ request, response }) => {
      const answer = await health.answer(request.path);
      if (!answer) throw new Error(`Health has nothing to say at ${request.path}`);
      response.status(answer.status).setHeader('Cache-Control', 'no-store').json(answer.body);
    }),
  );
}
