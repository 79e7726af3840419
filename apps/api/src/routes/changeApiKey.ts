import type { KeyChanges, KeyRecord } from '@pitwall/access';
import type { ApiKeyChanges } from '@pitwall/contract';
import type { z } from 'zod';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { apiKeyView } from '../keys/apiKeyView.ts';
import { expiryMs, requireGrantable } from '../keys/grant.ts';
import { requireKey } from './getApiKey.ts';

type Deps = Pick<AppDeps, 'access' | 'clock'>;

export function changeApiKey(deps: Deps): BoundRoute {
  const { keys, ring } = deps.access;
  return bindRoute('changeApiKey', async ({ params: { id }, body, principal, response }) => {
    const before = await requireKey(deps, id, principal);
    requireGrantable(principal, body.scopes ?? []);
    await keys.change(id, changesOf(body, before, deps.clock.now()));
    ring.forget(id);
    response.json(apiKeyView(await requireKey(deps, id, principal)));
  });
}

function changesOf(
  { name, scopes, limits, allowedCidrs, expiresAt }: z.output<typeof ApiKeyChanges>,
  before: KeyRecord,
  nowMs: number,
): KeyChanges {
  return {
    ...(name !== undefined && { name }),
    ...(scopes && { scopes: [...new Set(scopes)] }),
    ...(limits && { limits: { ...before.limits, ...limits } }),
    ...(allowedCidrs !== undefined && { allowedCidrs }),
    ...(expiresAt !== undefined && {
      expiresAtMs: expiresAt === null ? null : expiryMs(expiresAt, nowMs),
    }),
  };
}
