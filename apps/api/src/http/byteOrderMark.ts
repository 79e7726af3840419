import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Response } from 'express';

const UTF_8_MARK = Buffer.from('\uFEFF');

/** For the text parser to call with the bytes of a body, whose mark it takes away. */
export function keepByteOrderMark(
  ...[, outgoing, body, charset]: [IncomingMessage, ServerResponse, Buffer, string]
): void {
  const isMarked = charset === 'utf-8' && body.subarray(0, UTF_8_MARK.length).equals(UTF_8_MARK);
  if (isMarked) (outgoing as Response).locals['byteOrderMark'] = UTF_8_MARK.toString();
}

/** What the text of the body began with, for an answer that is to be the same file. */
export function byteOrderMarkOf(response: Response): string {
  return (response.locals['byteOrderMark'] as string | undefined) ?? '';
}
