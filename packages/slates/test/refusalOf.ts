import { AppError } from '@pitwall/contract';

/** The AppError that a call ends in; anything else fails the test. */
export function refusalOf(call: () => unknown): AppError {
  try {
    call();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('Expected the call to be refused');
}
