import { AppError, type JobKind, jobSizes } from '@pitwall/contract';

/**
 * Refuses an input that is larger than its kind may have. `bodyBytes`: of the body it came in, so
 * that only a large one has to be measured.
 */
export function requireInputSize(kind: JobKind, input: unknown, bodyBytes: number): void {
  const { maxInputBytes } = jobSizes(kind);
  if (bodyBytes <= maxInputBytes) return;
  const bytes = Buffer.byteLength(JSON.stringify(input) ?? '');
  if (bytes <= maxInputBytes) return;
  throw new AppError(
    'payload_too_large',
    `The input takes ${bytes} bytes as JSON; that of a ${kind.name} may take ${maxInputBytes}`,
    { details: [{ pointer: '#/input', detail: `must take at most ${maxInputBytes} bytes` }] },
  );
}
