import type { ErrorFacts } from './errors/errorFacts.ts';
import { JOB_ERRORS } from './errors/jobErrors.ts';
import { REQUEST_ERRORS } from './errors/requestErrors.ts';
import { SERVICE_ERRORS } from './errors/serviceErrors.ts';
import { STATE_ERRORS } from './errors/stateErrors.ts';

/** Every failure we expect. A thrown error that is not an AppError is a bug, and shown as `internal_error`. */
export const ERROR_CODES = {
  ...REQUEST_ERRORS,
  ...STATE_ERRORS,
  ...SERVICE_ERRORS,
  ...JOB_ERRORS,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

type ErrorGroup = {
  title: string;
  isOfJob: boolean;
  errors: Partial<Record<ErrorCode, ErrorFacts>>;
};

/** The same for people, in the order in which they are explained. */
export const ERROR_GROUPS: readonly ErrorGroup[] = [
  { title: 'The request', isOfJob: false, errors: REQUEST_ERRORS },
  { title: 'What is asked for', isOfJob: false, errors: STATE_ERRORS },
  { title: 'The service', isOfJob: false, errors: SERVICE_ERRORS },
  { title: 'The end of a job', isOfJob: true, errors: JOB_ERRORS },
];

/** One thing wrong with a request: where it is, and why it is wrong. */
export type ErrorDetail = {
  /** JSON pointer (RFC 6901, as a URI fragment) to the wrong value, for a JSON body. */
  pointer?: string;
  /** The query parameter or header that is wrong. */
  parameter?: string;
  /** Line and column name, for a file. Lines count from 1, the header included. */
  line?: number;
  column?: string;
  detail: string;
};

export type AppErrorOptions = {
  cause?: unknown;
  details?: readonly ErrorDetail[];
  /** When to try again, where that can be said. */
  retryAfterSeconds?: number;
  /** The limits that were reached, by name. */
  violatedPolicies?: readonly string[];
};

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly retryAfterSeconds: number | undefined;
  readonly violatedPolicies: readonly string[];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.violatedPolicies = options.violatedPolicies ?? [];
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }
}
