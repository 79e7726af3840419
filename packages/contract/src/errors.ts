/**
 * Every failure we expect, in one table. `status` is the HTTP status of a response that carries the
 * code; `retryable` says whether a job that failed with it is tried again. A thrown error that is
 * not an AppError is a bug, and shown as `internal_error`.
 */
export const ERROR_CODES = {
  // The request
  invalid_request: { status: 400, retryable: false, title: 'The request is not valid' },
  malformed_json: { status: 400, retryable: false, title: 'The body is not valid JSON' },
  invalid_slate_file: { status: 400, retryable: false, title: 'The file cannot be read' },
  json_too_deep: { status: 400, retryable: false, title: 'The JSON is nested too deeply' },
  cursor_invalid: { status: 400, retryable: false, title: 'The cursor is not valid' },
  unauthorized: { status: 401, retryable: false, title: 'An API key is needed' },
  forbidden: { status: 403, retryable: false, title: 'The API key does not allow this' },
  job_not_found: { status: 404, retryable: false, title: 'No such job' },
  kind_not_found: { status: 404, retryable: false, title: 'No such kind of job' },
  webhook_not_found: { status: 404, retryable: false, title: 'No such webhook' },
  delivery_not_found: { status: 404, retryable: false, title: 'No such delivery' },
  api_key_not_found: { status: 404, retryable: false, title: 'No such API key' },
  route_not_found: { status: 404, retryable: false, title: 'No such address' },
  method_not_allowed: { status: 405, retryable: false, title: 'Method not allowed' },
  not_acceptable: { status: 406, retryable: false, title: 'Not available in such a form' },
  webhook_disabled: { status: 409, retryable: false, title: 'The webhook is switched off' },
  job_running: { status: 409, retryable: false, title: 'The job has not ended' },
  job_not_running: { status: 409, retryable: false, title: 'The job is not running' },
  job_not_editable: {
    status: 409,
    retryable: false,
    title: 'The job cannot be changed so any more',
  },
  job_not_finished: { status: 409, retryable: false, title: 'The job has not finished' },
  job_not_retryable: { status: 409, retryable: false, title: 'The job cannot be tried again' },
  job_has_no_result: { status: 409, retryable: false, title: 'The job ended without a result' },
  result_has_no_lineups: { status: 409, retryable: false, title: 'No lineups to write' },
  result_expired: { status: 410, retryable: false, title: 'The result has expired' },
  job_expired: { status: 410, retryable: false, title: 'The input of the job has expired' },
  precondition_failed: { status: 412, retryable: false, title: 'The job has changed meanwhile' },
  payload_too_large: { status: 413, retryable: false, title: 'The body is too large' },
  unsupported_media_type: { status: 415, retryable: false, title: 'Unsupported media type' },
  idempotency_key_reused: {
    status: 422,
    retryable: false,
    title: 'The key was used for another request',
  },
  batch_rejected: { status: 422, retryable: false, title: 'A job of the batch is not valid' },
  rate_limited: { status: 429, retryable: false, title: 'Too many requests' },
  quota_exceeded: { status: 429, retryable: false, title: 'A limit of the API key is reached' },
  busy: { status: 429, retryable: false, title: 'The job could not start at once' },
  // The service
  internal_error: { status: 500, retryable: true, title: 'Something broke here' },
  record_unreadable: { status: 500, retryable: false, title: 'The stored record is unreadable' },
  store_unavailable: { status: 503, retryable: true, title: 'The job store does not answer' },
  backlog_full: { status: 503, retryable: true, title: 'Too many jobs are waiting' },
  store_full: { status: 503, retryable: true, title: 'The job store is full' },
  not_replicated: { status: 503, retryable: true, title: 'Too few replicas have confirmed' },
  shutting_down: { status: 503, retryable: true, title: 'This process is shutting down' },
  // What ends a job; the API shows these inside the job, not as a response
  kind_unknown: { status: 500, retryable: false, title: 'No worker knows this kind of job' },
  invalid_result: { status: 500, retryable: false, title: 'The result is not valid' },
  kind_failed: { status: 500, retryable: true, title: 'The code of the kind failed' },
  kind_gave_up: { status: 500, retryable: false, title: 'The code of the kind gave up' },
  stopped_without_result: { status: 500, retryable: false, title: 'Stopped with nothing in hand' },
  invalid_input: { status: 500, retryable: false, title: 'The stored input is not valid' },
  time_limit_exceeded: { status: 504, retryable: false, title: 'The time limit was exceeded' },
  result_too_large: { status: 500, retryable: false, title: 'The result is too large' },
  out_of_memory: { status: 500, retryable: false, title: 'The job ran out of memory' },
  crashed: { status: 500, retryable: true, title: 'The thread of the job crashed' },
  lost_too_often: { status: 500, retryable: false, title: 'Too many workers were lost' },
  not_started_in_time: { status: 504, retryable: false, title: 'The job was not started in time' },
  given_up: { status: 500, retryable: false, title: 'The queue gave the job up' },
  drill_failed: { status: 500, retryable: true, title: 'The drill failed as it was asked to' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

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
