import { MODEL_LIMITS, type ModelLimits } from '../../modelLimits.ts';
import type { SparseModel } from '../../sparseModel.ts';
import { requireCost } from '../allowedNumber.ts';
import { JsonConstraints } from './jsonConstraints.ts';
import { JsonFields } from './jsonFields.ts';
import { JsonVariables } from './jsonVariables.ts';

const FIELDS = ['name', 'sense', 'offset', 'variables', 'constraints'];
const SENSES: readonly unknown[] = ['minimize', 'maximize'];

/** Reads a model in JSON. Throws ModelError with a JSON pointer to what is wrong. */
export function parseModelJson(value: unknown, limits: ModelLimits = MODEL_LIMITS): SparseModel {
  const fields = new JsonFields(value, '', FIELDS);
  const sense = fields.get('sense');
  if (!SENSES.includes(sense)) fields.failAt('sense')('must be "minimize" or "maximize"');
  const variables = new JsonVariables(fields.list('variables', limits.columns), limits);
  const list = fields.list('constraints', limits.rows);
  const constraints = new JsonConstraints(list, variables.numberOf, limits);
  const { names, cost, lower, upper, types } = variables;
  return {
    name: fields.has('name') ? fields.name('name', limits.nameLength) : '',
    sense: sense as SparseModel['sense'],
    offset: requireCost(fields.number('offset') ?? 0, fields.failAt('offset')),
    columns: { names, cost, lower, upper, types },
    rows: { names: constraints.names, lower: constraints.lower, upper: constraints.upper },
    matrix: constraints.matrix(),
  };
}
