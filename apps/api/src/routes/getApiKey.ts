import type { KeyRecord } from '@pitwall/access';
import { AppError, type Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { apiKeyView } from '../keys/apiKeyView.ts';
import { reachesTenant } from '../keys/grant.ts';

type Deps = Pick<AppDeps, 'access'>;

export function getApiKey(deps: Deps): BoundRoute {
  return bindRoute('getApiKey', async ({ params, principal, response }) => {
    response.json(apiKeyView(await requireKey(deps, params.id, principal)));
  });
}

const KEY_ID = /^[\dA-Za-z]{8}$/;

/** A key of another tenant is not there for who asks, unless they look after all tenants. */
export async function requireKey(
  { access }: Deps,
  id: string,
  principal: Principal,
): Promise<KeyRecord> {
  const key = KEY_ID.test(id) ? await access.keys.find(id) : undefined;
  if (key && reachesTenant(principal, key.tenant)) return key;
  throw new AppError('api_key_not_found', `No API key has the id ${id}`);
}
