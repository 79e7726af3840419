import { AppError } from '@pitwall/contract';

/**
 * Numbers that no race or no field can have are told by a RangeError: to try again would not help. Any
 * other error stays what it is.
 */
export function outOfReach(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new AppError('kind_gave_up', error.message, { cause: error });
}
