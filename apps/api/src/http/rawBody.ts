import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { hasHalfSurrogates } from './guards/halfSurrogates.ts';
import { isTooDeep } from './guards/jsonDepth.ts';
import { keepFingerprint } from './requestFingerprint.ts';

/** For the JSON parser to call with the bytes of a body before it parses them. */
export function readRawBody(
  ...[incoming, outgoing, body, charset]: [IncomingMessage, ServerResponse, Buffer, string]
): void {
  // RFC 8259, section 8.1. Brackets and quotes are counted in bytes, which other charsets hide.
  if (charset !== 'utf-8') throw failure('charset.unsupported', 'JSON must be in UTF-8');
  // Decoded all the same, they would be stored with other letters than were sent.
  if (!isUtf8(body)) throw failure('entity.parse.failed', 'JSON must be in UTF-8');
  if (isTooDeep(body)) throw failure('json.too.deep', 'It may be nested 64 levels deep at most');
  if (hasHalfSurrogates(body)) {
    throw failure('json.no.unicode', 'It holds half of a surrogate pair, which is no character');
  }
  keepFingerprint(incoming, outgoing, body);
}

/** As the parser’s own failures are told apart; it writes a status into the error, so no AppError. */
function failure(type: string, message: string): Error {
  return Object.assign(new Error(message), { type });
}
