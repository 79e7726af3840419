import { AppError } from '@pitwall/contract';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

const LONGEST_KEY = 255;

/** RFC 8941, section 3.3.3: a string in quotes, in which quotes and backslashes are escaped. */
const QUOTED = /^"(?<text>(?:[^"\\]|\\["\\])*)"$/;

const VISIBLE = /^[\x21-\x7E]+$/;

/**
 * The key of a request that may be repeated, quoted or bare. Node joins several such headers with a
 * comma and a space; no key has a space in it, so those are refused like any other odd key.
 */
export function parseIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = header.startsWith('"') ? unquoted(header) : header;
  if (key !== undefined && key.length <= LONGEST_KEY && VISIBLE.test(key)) return key;
  throw new AppError('invalid_request', `The ${IDEMPOTENCY_HEADER} is not valid`, {
    details: [
      {
        parameter: IDEMPOTENCY_HEADER,
        detail: `must be one key of 1 to ${LONGEST_KEY} visible ASCII characters, with or without quotes`,
      },
    ],
  });
}

function unquoted(header: string): string | undefined {
  return QUOTED.exec(header)?.groups?.['text']?.replaceAll(/\\(["\\])/g, '$1');
}
