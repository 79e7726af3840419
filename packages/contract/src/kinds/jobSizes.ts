import type { JobKind } from './jobKind.ts';

/** No kind may take a larger input: the body of a submit is read up to this, and then some. */
export const LARGEST_INPUT_BYTES = 20_000_000;

const USUAL_INPUT_BYTES = 2_000_000;
const USUAL_RESULT_BYTES = 64_000_000;

/** How large input and result of this kind may be, as JSON. */
export function jobSizes({ maxInputBytes, maxResultBytes }: Partial<JobKind> = {}) {
  return {
    maxInputBytes: Math.min(maxInputBytes ?? USUAL_INPUT_BYTES, LARGEST_INPUT_BYTES),
    maxResultBytes: maxResultBytes ?? USUAL_RESULT_BYTES,
  };
}
