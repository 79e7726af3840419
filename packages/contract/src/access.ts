import { z } from 'zod';

/** What a key may be allowed to do. `admin:jobs` reaches over the jobs of every tenant. */
export const SCOPES = [
  'jobs:read',
  'jobs:write',
  'jobs:cancel',
  'results:read',
  'webhooks:manage',
  'admin:jobs',
  'admin:queues',
  'admin:keys',
] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

const limit = z.int().positive().nullable().default(null);

/** What a key may use up; null is no limit. */
export const Limits = z.strictObject({
  requestsPerMinute: limit,
  submitsPerMinute: limit.describe(
    'Jobs submitted, however many of them in one batch, and also those that are refused',
  ),
  pendingJobs: limit.describe('Jobs that wait at the same time'),
  runningJobs: limit.describe('Jobs that run at the same time; others wait'),
  solverSecondsPerDay: limit.describe('What its jobs take in all, from midnight to midnight UTC'),
});
export type Limits = z.output<typeof Limits>;

export const NO_LIMITS: Limits = {
  requestsPerMinute: null,
  submitsPerMinute: null,
  pendingJobs: null,
  runningJobs: null,
  solverSecondsPerDay: null,
};

/** Who asks. */
export type Principal = {
  /** The public part of the API key, or `local` where no key is needed. */
  keyId: string;
  name: string;
  tenant: string;
  scopes: ReadonlySet<Scope>;
  limits: Limits;
};
