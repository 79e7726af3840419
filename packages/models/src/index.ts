export { MODEL_LIMITS, type ModelLimits } from './modelLimits.ts';
export { ModelError, type ModelPlace } from './read/modelError.ts';
export { parseModelJson } from './read/json/parseModelJson.ts';
export { parseMps } from './read/mps/parseMps.ts';
export { readModel } from './read/readModel.ts';
export { isMixedInteger, type SparseModel } from './sparseModel.ts';
