import { AppError } from '@pitwall/contract';

/** A result as JSON; throws `result_too_large` when it is more than its kind may have. */
export function resultJson(result: unknown, maxBytes: number | undefined): string {
  const json = JSON.stringify(result);
  const bytes = Buffer.byteLength(json);
  if (maxBytes === undefined || bytes <= maxBytes) return json;
  throw new AppError(
    'result_too_large',
    `The result takes ${bytes} bytes as JSON; its kind may have ${maxBytes}`,
  );
}
