import { requireReadableModel } from './requireReadableModel.ts';
import { requireReadableUpload } from './requireReadableUpload.ts';
import type { ReadSubmission } from './submissionReader.ts';

/**
 * Refuses an input that holds a text which cannot be read, so that this is known at once. To read a
 * large one would keep all others waiting, and so would many: it goes by how large all is that comes
 * with the request, `bytes`. What is too large for that is left to the worker, and the warning returned.
 */
export function requireReadable(read: ReadSubmission, bytes: number): string[] {
  return [...requireReadableModel(read, bytes), ...requireReadableUpload(read, bytes)];
}
