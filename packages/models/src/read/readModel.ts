import type { ModelInput } from '@pitwall/contract';

import type { SparseModel } from '../sparseModel.ts';
import { parseModelJson } from './json/parseModelJson.ts';
import { parseMps } from './mps/parseMps.ts';

/** Reads the model of a job in either format. Throws ModelError. */
export function readModel(input: Pick<ModelInput, 'format' | 'model'>): SparseModel {
  return typeof input.model === 'string' ? parseMps(input.model) : parseModelJson(input.model);
}
