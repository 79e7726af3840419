import type { LimitsInUse, LimitUse, Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { type BoundRoute, bindRoute } from '../http/bindRoute.ts';
import { type RateName, rateRule, untilMidnightMs } from '../http/guards/requestLimits.ts';

type Deps = Pick<AppDeps, 'access' | 'backlog' | 'clock' | 'usage'>;

export function getLimits(deps: Deps): BoundRoute {
  return bindRoute('getLimits', async ({ principal, response }) => {
    const { keyId, limits } = principal;
    const nowMs = deps.clock.now();
    const [requestsPerMinute, submitsPerMinute, pending, running, seconds] = await Promise.all([
      rateUse(deps, principal, 'requestsPerMinute'),
      rateUse(deps, principal, 'submitsPerMinute'),
      deps.backlog.countPending(keyId),
      deps.usage.countRunning(keyId),
      deps.usage.findUsage(keyId, nowMs),
    ]);
    const report: LimitsInUse = {
      requestsPerMinute,
      submitsPerMinute,
      pendingJobs: useOf(limits.pendingJobs, pending),
      runningJobs: useOf(limits.runningJobs, running),
      solverSecondsPerDay: {
        ...useOf(limits.solverSecondsPerDay, seconds),
        resetsAt: new Date(nowMs + untilMidnightMs(nowMs)).toISOString(),
      },
    };
    response.setHeader('Cache-Control', 'no-store').json(report);
  });
}

async function rateUse(
  { access, clock }: Pick<Deps, 'access' | 'clock'>,
  principal: Principal,
  name: RateName,
): Promise<LimitUse> {
  const rule = rateRule(principal, name);
  if (!rule) return { limit: null, used: null, remaining: null };
  const { used, resetMs } = await access.limiter.used(rule);
  const resetsAt = new Date(clock.now() + resetMs).toISOString();
  return { ...useOf(rule.limit, used), resetsAt };
}

function useOf(limit: number | null, used: number): LimitUse {
  return { limit, used, remaining: limit === null ? null : Math.max(0, limit - used) };
}
