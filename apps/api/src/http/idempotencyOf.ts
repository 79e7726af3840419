import type { NewJob } from '@pitwall/job-state';
import type { Request, Response } from 'express';

import { IDEMPOTENCY_HEADER, parseIdempotencyKey } from './idempotencyKey.ts';
import { fingerprintOf } from './requestFingerprint.ts';

const DAY_MS = 86_400_000;

/** What tells a repeated request from a new one; undefined where it came without a key. */
export function idempotencyOf(request: Request, response: Response): NewJob['idempotency'] {
  const key = parseIdempotencyKey(request.get(IDEMPOTENCY_HEADER));
  if (key === undefined) return undefined;
  return { key, fingerprint: fingerprintOf(response), keepForMs: DAY_MS };
}
