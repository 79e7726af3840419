import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { apiKeyView } from '../keys/apiKeyView.ts';
import { requireKey } from './getApiKey.ts';

/** A key that is revoked stays on record, as it was revoked first. */
export function revokeApiKey(deps: Pick<AppDeps, 'access' | 'clock'>): BoundRoute {
  const { keys, ring } = deps.access;
  return bindRoute('revokeApiKey', async ({ params: { id }, principal, response }) => {
    const { revokedAtMs = deps.clock.now() } = await requireKey(deps, id, principal);
    await keys.change(id, { revokedAtMs });
    ring.forget(id);
    response.json(apiKeyView(await requireKey(deps, id, principal)));
  });
}
