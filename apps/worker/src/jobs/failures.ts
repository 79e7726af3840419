import { AppError, type ErrorCode, ERROR_CODES, type JobError } from '@pitwall/contract';

/** What the record says of something that was thrown. What we did not expect stays in the log. */
export function errorOf(error: unknown): JobError {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'internal_error', message: 'Something broke here; the log has the details' };
}

/** Whether a job that failed so is tried again. */
export function isRetryable(code: string): boolean {
  return code in ERROR_CODES && ERROR_CODES[code as ErrorCode].retryable;
}

export function isResultTooLarge(error: unknown): boolean {
  return error instanceof AppError && error.code === 'result_too_large';
}
