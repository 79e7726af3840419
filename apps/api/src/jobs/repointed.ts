import { AppError } from '@pitwall/contract';

/** A failure whose pointers lead to where the client has said what is wrong; what has none stays. */
export function repointed(error: unknown, move: (pointer: string) => string): unknown {
  if (!(error instanceof AppError) || error.details.length === 0) return error;
  const details = error.details.map(({ pointer, ...detail }) => ({
    ...detail,
    ...(pointer === undefined ? {} : { pointer: move(pointer) }),
  }));
  return new AppError(error.code, error.message, { cause: error, details });
}
