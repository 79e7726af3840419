import { AppError, type ContestInput } from '@pitwall/contract';
import { contestLineups } from '@pitwall/slates';

import type { ReadSubmission } from './submissionReader.ts';

/** Up to here a file is read in about 20 ms, in which nobody else is answered; 150 lineups are 20,000. */
const LARGEST_READ_HERE = 500_000;

const READ_LATER =
  `The file of lineups is read only when the job starts, for the request is larger than ${LARGEST_READ_HERE} ` +
  'bytes: whether it can be read has not been looked at';

/** Says which lines of a file of lineups cannot be read; see requireReadable.ts. */
export function requireReadableUpload(
  { submission, kind }: ReadSubmission,
  bytes: number,
): string[] {
  if (kind.name !== 'contest') return [];
  const input = submission.input as ContestInput;
  if (input.upload !== undefined && bytes > LARGEST_READ_HERE) return [READ_LATER];
  try {
    contestLineups(input);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const pointer = '#/input/upload';
    const details = error.details.map((detail) => ({ pointer, ...detail }));
    throw new AppError(error.code, error.message, {
      cause: error,
      details: details.length > 0 ? details : [{ pointer, detail: error.message }],
    });
  }
}
