import { AppError } from '@pitwall/contract';
import type { Request } from 'express';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * For requests that a browser lets through without a key being typed in: a page of somebody else
 * must not make it change anything. What is no browser says nothing of a page, and may.
 */
export function refuseForeignPage(request: Request, allowedOrigins: readonly string[] = []): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.get('Origin');
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  const site = request.get('Sec-Fetch-Site');
  const isOwn =
    site === undefined
      ? origin === undefined || hostOf(origin) === request.get('Host')
      : site === 'same-origin' || site === 'none';
  if (!isOwn) throw new AppError('forbidden', 'A page of another site may not do this');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
