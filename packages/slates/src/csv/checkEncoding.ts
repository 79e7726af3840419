import { AppError } from '@pitwall/contract';

import { type FileName, toDetail } from './fileErrors.ts';

const REASON = 'is not UTF-8; save it as “CSV UTF-8”';

/**
 * Refuses a text that was decoded from bytes of another encoding: letters are lost in it, and a
 * name without them would go into the upload file. `text` has LF line ends.
 */
export function checkEncoding(file: FileName, text: string): void {
  // UTF-16 read as UTF-8 has NULs; what is no UTF-8 at all, as of Windows-1252, becomes U+FFFD
  const first = text.search(/[\0\uFFFD]/);
  if (first === -1) return;
  const line = text.slice(0, first).split('\n').length;
  const detail = toDetail({ place: { file, line }, reason: `the file ${REASON}` });
  throw new AppError('invalid_slate_file', `The ${file} ${REASON}`, { details: [detail] });
}
