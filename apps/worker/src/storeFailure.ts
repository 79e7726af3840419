import { AppError } from '@pitwall/contract';

/** Whether a failure is one of the store and will pass, and so is none of the job's. */
export function isStoreFailure(error: unknown): boolean {
  return isStoreAway(error) || isStoreFull(error);
}

export function isStoreFull(error: unknown): boolean {
  return error instanceof AppError && error.code === 'store_full';
}

export function isStoreAway(error: unknown): boolean {
  return error instanceof AppError && error.code === 'store_unavailable';
}
