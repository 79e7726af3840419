import { AppError, type ErrorDetail, type ModelInput } from '@pitwall/contract';
import { ModelError, readModel } from '@pitwall/models';

import type { ReadSubmission } from './submissionReader.ts';

/** Up to here a model is read in about 20 ms, in which nobody else is answered. */
const LARGEST_READ_HERE = 250_000;

const READ_LATER =
  `The model is read only when the job starts, for the request is larger than ${LARGEST_READ_HERE} ` +
  'bytes: whether it can be read has not been looked at';

/** Says where in the model it cannot be read; see requireReadable.ts. */
export function requireReadableModel(
  { submission, kind }: ReadSubmission,
  bytes: number,
): string[] {
  if (kind.name !== 'model') return [];
  if (bytes > LARGEST_READ_HERE) return [READ_LATER];
  try {
    readModel(submission.input as ModelInput);
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const message = `The model cannot be read. ${error.message}`;
    throw new AppError('invalid_request', message, { cause: error, details: [detailOf(error)] });
  }
}

function detailOf({ detail, place }: ModelError): ErrorDetail {
  const pointer = '#/input/model';
  if ('pointer' in place) {
    const within = place.pointer.split('/').map(encodeURIComponent).join('/');
    return { pointer: `${pointer}${within}`, detail };
  }
  return { pointer, line: place.line, column: String(place.column), detail };
}
