import type { RateAnswer, RateRule } from '@pitwall/access';
import { AppError, type Limits, type Principal, type RouteShape } from '@pitwall/contract';
import type { Response } from 'express';

import type { AppDeps } from '../appDeps.ts';
import type { Call } from '../bindRoute.ts';

type Deps = Pick<AppDeps, 'access' | 'clock'>;
type SubmitDeps = Pick<AppDeps, 'access' | 'clock' | 'usage'>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** As the RateLimit fields call them. */
const POLICIES = {
  requestsPerMinute: 'requests',
  submitsPerMinute: 'submits',
} as const satisfies Partial<Record<keyof Limits, string>>;

export type RateName = keyof typeof POLICIES;

export function rateRule({ keyId, limits }: Principal, name: RateName): RateRule | undefined {
  const limit = limits[name];
  if (limit === null) return undefined;
  return { key: `${keyId}:${POLICIES[name]}`, limit, windowMs: MINUTE_MS };
}

/** Every request of a limited key costs one, and says on its answer how many are left. */
export async function limitRequests(
  deps: Deps,
  principal: Principal,
  response: Response,
): Promise<void> {
  const { requestsPerMinute, submitsPerMinute } = principal.limits;
  if (requestsPerMinute === null && submitsPerMinute === null) return;
  response.setHeader('RateLimit-Policy', policyField(principal.limits));
  await takeRate(deps, { principal, response, name: 'requestsPerMinute', cost: 1 });
}

/** What a request submits is known once it has been read. */
export async function limitSubmits(
  deps: SubmitDeps,
  { submits }: Pick<RouteShape, 'submits'>,
  { principal, query, body, response }: Call<RouteShape>,
): Promise<void> {
  const { validateOnly } = query as { validateOnly?: boolean };
  if (submits === undefined) return;
  await refuseWhenSolverTimeIsUsedUp(deps, principal);
  if (validateOnly === true || submits === 'found') return;
  const cost = submits === 'one' ? 1 : (body as unknown as { jobs: unknown[] }).jobs.length;
  await takeRate(deps, { principal, response, name: 'submitsPerMinute', cost });
}

type Wish = { principal: Principal; response: Response; name: RateName; cost: number };

async function takeRate({ access }: Deps, wish: Wish): Promise<void> {
  const { principal, response, name, cost } = wish;
  const rule = rateRule(principal, name);
  if (!rule) return;
  const answer = await access.limiter.take(rule, cost);
  const policy = POLICIES[name];
  response.append('RateLimit', rateField(policy, answer));
  if (answer.isAllowed) return;
  if (cost > rule.limit) {
    // No Retry-After: it would be in vain.
    const message = `${cost} at once are more than the ${rule.limit} ${policy} a minute of this key`;
    throw new AppError('rate_limited', message, { violatedPolicies: [policy] });
  }
  const of = cost === 1 ? '' : `, too few for ${cost}`;
  throw new AppError(
    'rate_limited',
    `Of ${rule.limit} ${policy} a minute ${answer.remaining} are left${of}`,
    { retryAfterSeconds: seconds(answer.resetMs), violatedPolicies: [policy] },
  );
}

async function refuseWhenSolverTimeIsUsedUp(
  deps: Pick<AppDeps, 'usage' | 'clock'>,
  principal: Principal,
): Promise<void> {
  const { solverSecondsPerDay } = principal.limits;
  if (solverSecondsPerDay === null) return;
  const nowMs = deps.clock.now();
  if ((await deps.usage.findUsage(principal.keyId, nowMs)) < solverSecondsPerDay) return;
  throw new AppError(
    'quota_exceeded',
    `The ${solverSecondsPerDay} seconds of solving a day are used up until midnight UTC`,
    {
      retryAfterSeconds: seconds(untilMidnightMs(nowMs)),
      violatedPolicies: ['solverSecondsPerDay'],
    },
  );
}

export function untilMidnightMs(atMs: number): number {
  return DAY_MS - (atMs % DAY_MS);
}

/** Written once for the limits of a key as this process knows them. */
const policyFields = new WeakMap<Limits, string>();

/** draft-ietf-httpapi-ratelimit-headers-11: structured fields, `q` in a window of `w` seconds. */
function policyField(limits: Limits): string {
  const known = policyFields.get(limits);
  if (known !== undefined) return known;
  const field = writePolicyField(limits);
  policyFields.set(limits, field);
  return field;
}

function writePolicyField(limits: Limits): string {
  return Object.entries(POLICIES)
    .flatMap(([name, policy]) => {
      const limit = limits[name as RateName];
      return limit === null ? [] : [`"${policy}";q=${limit};w=${MINUTE_MS / 1_000}`];
    })
    .join(', ');
}

/** `r` are left, and after `t` seconds all are back. */
function rateField(policy: string, { remaining, resetMs }: RateAnswer): string {
  return `"${policy}";r=${remaining};t=${seconds(resetMs)}`;
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}
