import type { z } from 'zod';

/**
 * For `error` of a parse: what is not there is missing, whatever it should have been. Not read off
 * `reportInput`, which writes out all that was sent once for every issue.
 */
export function wordsForMissing({ code, input }: z.core.$ZodRawIssue): string | undefined {
  return input === undefined && code !== 'custom' ? 'is missing' : undefined;
}
