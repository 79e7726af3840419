import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { apiKeyView } from '../keys/apiKeyView.ts';
import { reachesTenant } from '../keys/grant.ts';

export function listApiKeys({ access }: Pick<AppDeps, 'access'>): BoundRoute {
  return bindRoute('listApiKeys', async ({ query, principal, response }) => {
    const own = principal.scopes.has('admin:jobs') ? undefined : principal.tenant;
    const found = await access.keys.list(query.tenant ?? own);
    const visible = found.filter(({ tenant }) => reachesTenant(principal, tenant));
    response.json({ apiKeys: visible.map(apiKeyView) });
  });
}
