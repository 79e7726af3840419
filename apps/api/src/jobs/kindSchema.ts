import type { JobKind } from '@pitwall/contract';
import { z } from 'zod';

/** What a kind asks of its jobs, beside what is asked of every submission. */
export function kindSchema({ name, input, timeLimitSeconds: { max } }: JobKind) {
  const tooLong = `must be at most ${max}, which is the longest time limit of a ${name}`;
  return z.object({ input, timeLimitSeconds: z.number().max(max, tooLong).optional() });
}
