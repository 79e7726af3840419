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
  response.locals['fingerprint'] = fingerprint(request, body);
}

/** How large the body was, if there was one; it is parsed by then, and gone. */
export function bodyBytesOf(response: Response): number {
  return Number(response.locals['bodyBytes'] ?? 0);
}

/** A request that came without a body has never been through the body parser. */
export function fingerprintOf(request: Request, response: Response): string {
  return (
    (response.locals['fingerprint'] as string | undefined) ?? fingerprint(request, Buffer.alloc(0))
  );
}

function fingerprint({ method, originalUrl }: Request, body: Buffer): string {
  return createHash('sha256').update(`${method} ${originalUrl}\n`).update(body).digest('hex');
}
