import { createKeyText, hashSecret, type KeyRecord, writeKeyText } from '@pitwall/access';
import { AppError, type NewApiKey, type Principal } from '@pitwall/contract';
import type { z } from 'zod';

import type { AppDeps } from '../http/appDeps.ts';
import { tellAudit } from '../http/audited.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { apiKeyView } from '../keys/apiKeyView.ts';
import { expiryMs, reachesTenant, requireGrantable } from '../keys/grant.ts';

type Deps = Pick<AppDeps, 'access' | 'clock'>;

export function createApiKey(deps: Deps): BoundRoute {
  const { keys, ring } = deps.access;
  return bindRoute('createApiKey', async ({ body, principal, response }) => {
    requireGrantable(principal, body.scopes);
    const text = createKeyText();
    const record: KeyRecord = {
      id: text.id,
      hash: hashSecret(text.secret),
      ...keyFacts(deps, body, principal),
    };
    if (!(await keys.create(record))) throw new Error(`There is a key ${text.id} already`);
    ring.forget(text.id);
    const { id: apiKey, name, tenant, scopes } = record;
    tellAudit(response, { apiKey, name, tenant, scopes });
    response
      .status(201)
      .location(`/v1/api-keys/${text.id}`)
      .setHeader('Cache-Control', 'no-store')
      .json({ ...apiKeyView(record), key: writeKeyText(text) });
  });
}

function keyFacts(
  { access, clock }: Deps,
  wish: z.output<typeof NewApiKey>,
  principal: Principal,
): Omit<KeyRecord, 'id' | 'hash'> {
  const { name, tenant = principal.tenant, scopes, allowedCidrs, expiresAt } = wish;
  if (!reachesTenant(principal, tenant)) {
    throw new AppError('forbidden', 'A key for another tenant needs the scope admin:jobs');
  }
  return {
    name,
    tenant,
    scopes: [...new Set(scopes)],
    limits: { ...access.defaultLimits, ...wish.limits },
    ...(allowedCidrs && { allowedCidrs }),
    createdAtMs: clock.now(),
    createdBy: principal.keyId,
    ...(expiresAt !== undefined && { expiresAtMs: expiryMs(expiresAt, clock.now()) }),
  };
}
