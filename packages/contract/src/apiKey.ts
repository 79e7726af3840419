import { z } from 'zod';

import { Limits, Scope, SCOPES } from './access.ts';

const name = z.string().min(1).max(200).describe('For people');
const scopes = z
  .array(Scope)
  .max(SCOPES.length)
  .describe('What it may do; none that who makes it lacks');
const expiresAt = z.iso.datetime().describe('From when on it is refused');
const allowedCidrs = z
  .array(
    z.union(
      [z.cidrv4(), z.cidrv6()],
      'must be a network such as 10.0.0.0/8, or 10.0.0.1/32 for one address',
    ),
  )
  .min(1)
  .max(50)
  .describe('Networks it may be used from; everywhere where absent');

const limitChange = z.int().positive().nullable().exactOptional();

/** Some of the limits; null is no limit. */
const LimitChanges = z.strictObject({
  requestsPerMinute: limitChange,
  submitsPerMinute: limitChange,
  pendingJobs: limitChange,
  runningJobs: limitChange,
  solverSecondsPerDay: limitChange,
});

/** An API key as everyone may see it who may see keys: without its secret. */
export const ApiKey = z
  .strictObject({
    id: z.string().describe('The public part of the key, as logs name it'),
    name,
    tenant: z.string(),
    scopes,
    limits: Limits,
    allowedCidrs: allowedCidrs.optional(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().describe('The id of the key that made it'),
    expiresAt: expiresAt.optional(),
    lastUsedAt: z.iso.datetime().optional().describe('Kept to the minute'),
    revokedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({
  key: z.string().describe('The key itself. It is shown now and never again'),
}).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

/** Of a key for who says no more than its name: everything but looking after others. */
const USUAL_SCOPES = SCOPES.filter((scope) => !scope.startsWith('admin:'));

export const NewApiKey = z.strictObject({
  name,
  tenant: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .optional()
    .describe('That of who makes it, unless that one looks after all tenants (admin:jobs)'),
  scopes: scopes.default(USUAL_SCOPES),
  limits: LimitChanges.default({}).describe('Where not said: as the service is configured'),
  allowedCidrs: allowedCidrs.optional(),
  expiresAt: expiresAt.optional(),
});
export type NewApiKey = z.input<typeof NewApiKey>;

export const ApiKeyChanges = z.strictObject({
  name: name.optional(),
  scopes: scopes.optional(),
  limits: LimitChanges.optional().describe('Those not named stay as they are'),
  allowedCidrs: allowedCidrs.nullable().optional(),
  expiresAt: expiresAt.nullable().optional().describe('null: never'),
});
export type ApiKeyChanges = z.input<typeof ApiKeyChanges>;

export const Me = z
  .strictObject({
    keyId: z.string().describe('`local` or `none` where no key is needed'),
    name: z.string(),
    tenant: z.string(),
    scopes: z.array(Scope),
    limits: Limits,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

const LimitUse = z
  .strictObject({
    limit: z.int().nullable().describe('null: none'),
    used: z.number().nullable().describe('null where nobody counts, because there is no limit'),
    remaining: z.number().nullable(),
    resetsAt: z.iso.datetime().optional().describe('When all of it is free again'),
  })
  .meta({ id: 'LimitUse' });
export type LimitUse = z.infer<typeof LimitUse>;

export const LimitsInUse = z
  .strictObject({
    requestsPerMinute: LimitUse,
    submitsPerMinute: LimitUse,
    pendingJobs: LimitUse,
    runningJobs: LimitUse,
    solverSecondsPerDay: LimitUse,
  })
  .meta({ id: 'LimitsInUse' });
export type LimitsInUse = z.infer<typeof LimitsInUse>;
