import { wordsForMissing } from '@pitwall/contract';
import { z } from 'zod';

/**
 * Checks a value by the schema and keeps it as it was sent. So the stored input can be parsed again
 * in the worker, also by a schema that makes something else of it, and the schema may be of another
 * copy of zod.
 */
export function keepAsSent(schema: z.ZodType): z.ZodType {
  return z.unknown().check((payload) => {
    const { error } = schema.safeParse(payload.value, { error: wordsForMissing });
    for (const issue of error?.issues ?? []) {
      payload.issues.push({ ...issue, input: payload.value } as z.core.$ZodRawIssue);
    }
  });
}
