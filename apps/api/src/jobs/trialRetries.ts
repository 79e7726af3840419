import type { ErrorCode, Job, Principal } from '@pitwall/contract';

import type { AppDeps } from '../http/appDeps.ts';
import { rateRule } from '../http/guards/requestLimits.ts';
import { keyOfJob } from './keyOfJob.ts';
import { type CountedKey, OVER_QUOTA } from './noRoom.ts';

type Deps = Pick<AppDeps, 'store' | 'backlog' | 'access' | 'maxPendingJobs'>;

/** How many retries there may be yet, and what the next one ends in. */
type Allowance = { left: number; code: ErrorCode };

/**
 * What would become of many retries, one after the other. What is left is asked once, and others use
 * it too: a forecast.
 */
export class TrialRetries {
  readonly #deps: Deps;
  readonly #principal: Principal;
  readonly #allowances = new Map<string, Promise<Allowance>>();

  constructor(deps: Deps, principal: Principal) {
    this.#deps = deps;
    this.#principal = principal;
  }

  /** The code of the failure that the retry of this job would end in, if it would. */
  async take(job: Job): Promise<ErrorCode | undefined> {
    const key = await keyOfJob(this.#deps, job, this.#principal);
    const allowances = await Promise.all([
      this.#once('submits', () => this.#submits()),
      this.#once(`pending:${key.keyId}`, () => this.#pendingOf(key)),
      this.#once('backlog', () => this.#backlog()),
    ]);
    const usedUp = allowances.find(({ left }) => left <= 0);
    if (usedUp) return usedUp.code;
    for (const allowance of allowances) allowance.left -= 1;
    return undefined;
  }

  #once(name: string, ask: () => Promise<Allowance>): Promise<Allowance> {
    const known = this.#allowances.get(name) ?? ask();
    this.#allowances.set(name, known);
    return known;
  }

  async #submits(): Promise<Allowance> {
    const rule = rateRule(this.#principal, 'submitsPerMinute');
    const left = rule
      ? rule.limit - (await this.#deps.access.limiter.used(rule)).used
      : Number.POSITIVE_INFINITY;
    return { left, code: 'rate_limited' };
  }

  async #pendingOf({ keyId, limits: { pendingJobs } }: CountedKey): Promise<Allowance> {
    const left =
      pendingJobs === null
        ? Number.POSITIVE_INFINITY
        : pendingJobs - (await this.#deps.backlog.countPending(keyId));
    return { left, code: OVER_QUOTA.pendingJobs };
  }

  async #backlog(): Promise<Allowance> {
    const { pending } = await this.#deps.store.counts();
    return { left: this.#deps.maxPendingJobs - pending, code: OVER_QUOTA.backlog };
  }
}
