import { z } from 'zod';

import { ApiKey, ApiKeyChanges, CreatedApiKey, LimitsInUse, Me, NewApiKey } from '../apiKey.ts';
import type { RouteShape } from './routeShape.ts';

const KeyParams = z.object({ id: z.string().describe('The id of the API key') });

const ApiKeyList = z.object({ apiKeys: z.array(ApiKey) }).meta({ id: 'ApiKeyList' });

const keys = { tag: 'Access', scope: 'admin:keys' } as const;
const oneKey = { ...keys, path: '/v1/api-keys/{id}', params: KeyParams } as const;

/** Who may do what, and how much of it. */
export const ACCESS_ROUTES = {
  getMe: {
    method: 'get',
    path: '/v1/me',
    tag: 'Access',
    summary: 'Whose key this is, and what it may do',
    scope: 'any',
    answers: { 200: { description: 'Who asks', schema: Me } },
  },
  getLimits: {
    method: 'get',
    path: '/v1/limits',
    tag: 'Access',
    summary: 'The limits of the key that asks, and how much of each is used',
    scope: 'any',
    answers: { 200: { description: 'Every limit', schema: LimitsInUse } },
  },
  createApiKey: {
    ...keys,
    method: 'post',
    path: '/v1/api-keys',
    summary: 'Make an API key',
    description:
      'To rotate a key, make a second one, move to it, and revoke the first: both work meanwhile.',
    body: {
      contents: { 'application/json': NewApiKey },
      examples: { nightly: { name: 'nightly runs', scopes: ['jobs:read', 'jobs:write'] } },
    },
    answers: {
      201: {
        description: 'Made. The key is in this answer and nowhere else',
        schema: CreatedApiKey,
        headers: { Location: 'The address of the key' },
      },
    },
    audit: 'api_key.create',
  },
  listApiKeys: {
    ...keys,
    method: 'get',
    path: '/v1/api-keys',
    summary: 'List API keys, newest first, revoked ones too',
    description: 'Those of one’s own tenant; of every tenant for who looks after all (admin:jobs).',
    query: z.strictObject({
      tenant: z.string().min(1).max(64).optional().describe('Only those of this tenant'),
    }),
    answers: { 200: { description: 'The keys', schema: ApiKeyList } },
  },
  getApiKey: {
    ...oneKey,
    method: 'get',
    summary: 'Look at an API key',
    answers: { 200: { description: 'The key, without its secret', schema: ApiKey } },
    errors: ['api_key_not_found'],
  },
  changeApiKey: {
    ...oneKey,
    method: 'patch',
    summary: 'Change name, scopes, limits, networks or expiry of an API key',
    body: { contents: { 'application/json': ApiKeyChanges } },
    answers: { 200: { description: 'The key as it then is', schema: ApiKey } },
    errors: ['api_key_not_found'],
    audit: 'api_key.change',
  },
  revokeApiKey: {
    ...oneKey,
    method: 'delete',
    summary: 'Revoke an API key',
    description: 'It is refused everywhere within five seconds, for good. May be asked for twice.',
    answers: { 200: { description: 'The key as it then is', schema: ApiKey } },
    errors: ['api_key_not_found'],
    audit: 'api_key.revoke',
  },
} as const satisfies Record<string, RouteShape>;
