import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Request, Response } from 'express';

import { IDEMPOTENCY_HEADER } from './idempotencyKey.ts';

/**
 * For the body parser to call with the bytes of the body, which nobody sees after it: two requests
 * with the same fingerprint are one request, sent twice. What the query says may change what a
 * request means, so it belongs to it.
 */
export function keepFingerprint(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
): void {
  const [request, response] = [incoming as Request, outgoing as Response];
  response.locals['bodyBytes'] = body.length;
  if (request.get(IDEMPOTENCY_HEADER) === undefined) return;
  const hash = createHash('sha256').update(`${request.method} ${request.originalUrl}\n`);
  response.locals['fingerprint'] = hash.update(body).digest('hex');
}

/** How large the body was; it is parsed by then, and gone. */
export function bodyBytesOf(response: Response): number {
  return Number(response.locals['bodyBytes']);
}

export function fingerprintOf(response: Response): string {
  return String(response.locals['fingerprint']);
}
