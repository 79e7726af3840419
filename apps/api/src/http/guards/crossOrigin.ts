import { ENTRIES_HEADER } from '@pitwall/contract';
import cors from 'cors';
import type { RequestHandler } from 'express';

const EXPOSED = [
  'Accept-Patch',
  'Allow',
  'Content-Disposition',
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  ENTRIES_HEADER,
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Correlation-ID',
];

const UNDERSTOOD = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  'Prefer',
  'X-Correlation-ID',
  'traceparent',
];

/** Pages of the listed origins may ask, with a key of their own; cookies are nothing to us. */
export function crossOrigin(origins: readonly string[]): RequestHandler[] {
  if (origins.length === 0) return [];
  return [
    cors({
      origin: [...origins],
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
      allowedHeaders: UNDERSTOOD,
      exposedHeaders: EXPOSED,
      credentials: false,
      maxAge: 600,
    }),
  ];
}
