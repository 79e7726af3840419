import { z } from 'zod';

import { NO_LIMITS } from '../access.ts';
import { ApiKey, ApiKeyChanges, CreatedApiKey, LimitsInUse, Me, NewApiKey } from '../apiKey.ts';
import type { RouteShape } from './routeShape.ts';

const KeyParams = z.object({ id: z.string().describe('The id of the API key') });

const ApiKeyList = z.object({ apiKeys: z.array(ApiKey) }).meta({ id: 'ApiKeyList' });

const EXAMPLE_LIMITS = { ...NO_LIMITS, requestsPerMinute: 600, pendingJobs: 1_000 };

const EXAMPLE_KEY: ApiKey = {
  id: '6ajqyzRa',
  name: 'nightly runs',
  tenant: 'racing',
  scopes: ['jobs:read', 'jobs:write'],
  limits: EXAMPLE_LIMITS,
  createdAt: '2026-02-15T18:30:00.000Z',
  createdBy: 'admin',
};

const EXAMPLE_USED_KEY: ApiKey = { ...EXAMPLE_KEY, lastUsedAt: '2026-02-16T04:00:00.000Z' };

const EXAMPLE_LIMITS_IN_USE: LimitsInUse = {
  requestsPerMinute: {
    limit: 600,
    used: 30,
    remaining: 570,
    resetsAt: '2026-02-15T18:31:00.000Z',
  },
  submitsPerMinute: { limit: null, used: null, remaining: null },
  pendingJobs: { limit: 1_000, used: 12, remaining: 988 },
  runningJobs: { limit: null, used: 4, remaining: null },
  solverSecondsPerDay: {
    limit: null,
    used: 81.5,
    remaining: null,
    resetsAt: '2026-02-16T00:00:00.000Z',
  },
};

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
    answers: {
      200: {
        description: 'Who asks',
        schema: Me,
        example: {
          keyId: EXAMPLE_KEY.id,
          name: EXAMPLE_KEY.name,
          tenant: EXAMPLE_KEY.tenant,
          scopes: EXAMPLE_KEY.scopes,
          limits: EXAMPLE_LIMITS,
        },
      },
    },
  },
  getLimits: {
    method: 'get',
    path: '/v1/limits',
    tag: 'Access',
    summary: 'The limits of the key that asks, and how much of each is used',
    scope: 'any',
    answers: {
      200: { description: 'Every limit', schema: LimitsInUse, example: EXAMPLE_LIMITS_IN_USE },
    },
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
        example: { ...EXAMPLE_KEY, key: `pw_6ajqyzRa_${'Example'.repeat(7)}` },
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
    answers: {
      200: {
        description: 'The keys',
        schema: ApiKeyList,
        example: { apiKeys: [EXAMPLE_USED_KEY] },
      },
    },
  },
  getApiKey: {
    ...oneKey,
    method: 'get',
    summary: 'Look at an API key',
    answers: {
      200: {
        description: 'The key, without its secret',
        schema: ApiKey,
        example: EXAMPLE_USED_KEY,
      },
    },
    errors: ['api_key_not_found'],
  },
  changeApiKey: {
    ...oneKey,
    method: 'patch',
    summary: 'Change name, scopes, limits, networks or expiry of an API key',
    body: {
      contents: { 'application/json': ApiKeyChanges },
      examples: {
        narrower: { scopes: ['jobs:read'], limits: { pendingJobs: null } },
      },
    },
    answers: {
      200: {
        description: 'The key as it then is',
        schema: ApiKey,
        example: {
          ...EXAMPLE_USED_KEY,
          scopes: ['jobs:read'],
          limits: { ...EXAMPLE_LIMITS, pendingJobs: null },
        },
      },
    },
    errors: ['api_key_not_found'],
    audit: 'api_key.change',
  },
  revokeApiKey: {
    ...oneKey,
    method: 'delete',
    summary: 'Revoke an API key',
    description: 'It is refused everywhere within five seconds, for good. May be asked for twice.',
    answers: {
      200: {
        description: 'The key as it then is',
        schema: ApiKey,
        example: { ...EXAMPLE_USED_KEY, revokedAt: '2026-02-16T09:12:30.250Z' },
      },
    },
    errors: ['api_key_not_found'],
    audit: 'api_key.revoke',
  },
} as const satisfies Record<string, RouteShape>;
