import type { Idempotency } from '@pitwall/job-state';
import type { Request, Response } from 'express';

import { IDEMPOTENCY_HEADER, parseIdempotencyKey } from './idempotencyKey.ts';
import { fingerprintOf } from './requestFingerprint.ts';

const DAY_MS = 86_400_000;

/** The key of this request, and what tells it from others. */
export function idempotencyOf(request: Request, response: Response): Idempotency | undefined {
  const key = parseIdempotencyKey(request.get(IDEMPOTENCY_HEADER));
  if (key === undefined) return undefined;
  return { key, fingerprint: fingerprintOf(request, response), keepForMs: DAY_MS };
}
