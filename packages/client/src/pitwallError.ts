import { Problem } from '@pitwall/contract';

import { retryAfterMs } from './retryAfter.ts';

/** What `code` says when no answer came at all; `status` is then 0. */
export const UNREACHABLE = 'unreachable';

const MAY_PASS: ReadonlySet<number> = new Set([0, 502, 503, 504]);

type ErrorFacts = {
  status: number;
  code: string;
  problem?: Problem | undefined;
  retryAfterMs?: number | undefined;
};

/** The service said no, or said nothing. */
export class PitwallError extends Error {
  override readonly name = 'PitwallError';
  readonly status: number;
  readonly code: string;
  /** The body of the answer, where it was one of the service's own. */
  readonly problem: Problem | undefined;
  /** How long the service asks to be left alone, where it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: ErrorFacts, options?: { cause: unknown }) {
    super(message, options);
    this.status = facts.status;
    this.code = facts.code;
    this.problem = facts.problem;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** The service is away for a moment, as in a deploy, or asked too much; it may work soon. */
  get mayPass(): boolean {
    return MAY_PASS.has(this.status) || this.isRateLimited;
  }

  /** Too many requests of this key, or from this address: nothing was done. */
  get isRateLimited(): boolean {
    return this.code === 'rate_limited';
  }
}

type Answer = { status: number; headers: Headers; text: string };

export function errorOf({ status, headers, text }: Answer): PitwallError {
  const problem = parseProblem(text);
  return new PitwallError(problem ? messageOf(problem) : `The answer was HTTP ${status}`, {
    status,
    code: problem?.code ?? 'http',
    problem,
    retryAfterMs: retryAfterMs(headers),
  });
}

/** Something answered, but not this service: a page in its place, perhaps. */
export function strangerAt(
  { url, status, headers }: Pick<Response, 'url' | 'status' | 'headers'>,
  expected: string,
): PitwallError {
  const type = headers.get('content-type') ?? 'something of no type';
  const message = `${url || 'The service'} answered with ${type} instead of ${expected}; is that the service’s address?`;
  return new PitwallError(message, { status, code: 'http' });
}

const NAME_AT_MOST = 3;

/** Whoever only logs the message should see what was wrong; `problem` has all of it. */
function messageOf({ detail, errors = [] }: Problem): string {
  if (errors.length === 0) return detail;
  const named = errors.slice(0, NAME_AT_MOST).map((error) => {
    const place = error.pointer ?? error.parameter;
    return place === undefined ? error.detail : `${place}: ${error.detail}`;
  });
  if (errors.length > NAME_AT_MOST) named.push('…');
  return `${detail}: ${named.join('; ')}`;
}

/** A proxy in between answers in its own words. */
function parseProblem(text: string): Problem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
