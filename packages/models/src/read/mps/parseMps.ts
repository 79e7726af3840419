import { MODEL_LIMITS, type ModelLimits } from '../../modelLimits.ts';
import type { SparseModel } from '../../sparseModel.ts';
import { ModelError } from '../modelError.ts';
import { fixedFields, freeFields, type ReadFields } from './mpsFields.ts';
import { MpsReader } from './mpsReader.ts';

type Read = { model: SparseModel } | { error: ModelError };

/**
 * Reads an MPS file in free format or, if it cannot be that, in fixed format. Throws ModelError with the
 * line and the column. A file whose names hold no spaces is the same in both.
 */
export function parseMps(text: string, limits: ModelLimits = MODEL_LIMITS): SparseModel {
  if (text.length > limits.textLength) {
    const most = `the text is longer than ${limits.textLength} characters, which is the most`;
    throw new ModelError(most, { line: 1, column: 1 });
  }
  const free = readAs(freeFields, text, limits);
  if ('model' in free) return free.model;
  const fixed = readAs(fixedFields, text, limits);
  if ('model' in fixed) return fixed.model;
  // The format that has got further is the one that was meant.
  throw lineOf(fixed.error) > lineOf(free.error) ? fixed.error : free.error;
}

function readAs(readFields: ReadFields, text: string, limits: ModelLimits): Read {
  try {
    return { model: new MpsReader(text, readFields, limits).read() };
  } catch (error) {
    if (error instanceof ModelError) return { error };
    throw error;
  }
}

function lineOf({ place }: ModelError): number {
  return 'line' in place ? place.line : 0;
}
