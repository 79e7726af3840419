import type { ErrorCode } from '../errors.ts';
import type { RouteShape } from './routeShape.ts';

/** What may happen to any request that needs a key. */
const COMMON: readonly ErrorCode[] = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'store_unavailable',
];

const OF_A_BODY: readonly ErrorCode[] = [
  'malformed_json',
  'json_too_deep',
  'payload_too_large',
  'unsupported_media_type',
];

/** Every way a request for this route may fail: its own errors, and those that follow from what it is. */
export function errorsOfRoute(shape: RouteShape): readonly ErrorCode[] {
  const { scope, body, submits, audit, path, errors = [] } = shape;
  const all: ErrorCode[] = ['internal_error', ...errors];
  if (scope !== 'public') all.push(...COMMON);
  if (body) all.push(...OF_A_BODY);
  if (path.includes('{id}')) all.push('record_unreadable');
  if (audit !== undefined || submits) all.push('store_full');
  if (submits) all.push('not_replicated');
  return [...new Set(all)];
}
