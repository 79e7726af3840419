import { AppError, type ContestInput } from '@pitwall/contract';

import { readUpload } from './readUpload.ts';

const MAX_LINEUPS = 10_000;

/**
 * The lineups of a `contest` job, as ids: those given, or those of its file. Throws an AppError where the
 * file cannot be read, or holds more than the contest has room for.
 */
export function contestLineups(
  input: Pick<ContestInput, 'site' | 'drivers' | 'lineups' | 'upload' | 'contest'>,
): string[][] {
  const { lineups, upload = '', contest } = input;
  if (lineups) return lineups;
  const read = readUpload(upload, input);
  const most = Math.min(MAX_LINEUPS, contest.fieldSize - 1);
  if (read.length <= most) return read;
  const message = `The file has ${read.length} lineups; in a contest of ${contest.fieldSize} at most ${most} can be ours`;
  throw new AppError('invalid_slate_file', message);
}
