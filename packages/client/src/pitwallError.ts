import { Problem } from '@pitwall/contract';

/** What `code` says when no answer came at all; `status` is then 0. */
export const UNREACHABLE = 'unreachable';

const MAY_PASS: ReadonlySet<number> = new Set([0, 502, 503, 504]);

type ErrorFacts = { status: number; code: string; problem?: Problem | undefined };

/** The service said no, or said nothing. */
export class PitwallError extends Error {
  override readonly name = 'PitwallError';
  readonly status: number;
  readonly code: string;
  /** The body of the answer, where it was one of the service's own. */
  readonly problem: Problem | undefined;

  constructor(message: string, facts: ErrorFacts, options?: { cause: unknown }) {
    super(message, options);
    this.status = facts.status;
    this.code = facts.code;
    this.problem = facts.problem;
  }

  /** The service is away for a moment, as in a deploy; what was asked may work soon. */
  get mayPass(): boolean {
    return MAY_PASS.has(this.status);
  }
}

export function errorOf({ status, text }: { status: number; text: string }): PitwallError {
  const problem = parseProblem(text);
  if (!problem) return new PitwallError(`The answer was HTTP ${status}`, { status, code: 'http' });
  return new PitwallError(problem.detail, { status, code: problem.code, problem });
}

/** A proxy in between answers in its own words. */
function parseProblem(text: string): Problem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
