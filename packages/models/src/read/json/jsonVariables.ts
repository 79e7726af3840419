import { INFINITE_BOUND, LARGEST_SEMI_UPPER, type ModelLimits } from '../../modelLimits.ts';
import { COLUMN_TYPE, isSemiType } from '../../sparseModel.ts';
import { requireCost } from '../allowedNumber.ts';
import { quoted } from '../modelError.ts';
import { JsonFields } from './jsonFields.ts';

const FIELDS = ['name', 'lower', 'upper', 'integer', 'semiContinuous', 'objective'];

/** The variables of a model in JSON, as columns. */
export class JsonVariables {
  readonly names: string[] = [];
  readonly numberOf = new Map<string, number>();
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly types: Int32Array;

  constructor(list: readonly unknown[], limits: ModelLimits) {
    this.cost = new Float64Array(list.length);
    this.lower = new Float64Array(list.length);
    this.upper = new Float64Array(list.length);
    this.types = new Int32Array(list.length);
    for (const [column, value] of list.entries()) {
      this.#add(column, new JsonFields(value, `/variables/${column}`, FIELDS), limits);
    }
  }

  #add(column: number, fields: JsonFields, limits: ModelLimits): void {
    const name = fields.name('name', limits.nameLength);
    const first = this.numberOf.get(name);
    if (first !== undefined) {
      fields.failAt('name')(`the variable ${quoted(name)} is also number ${first}`);
    }
    this.numberOf.set(name, column);
    this.names.push(name);
    this.cost[column] = requireCost(fields.number('objective') ?? 0, fields.failAt('objective'));
    this.lower[column] = lowerBound(fields, 0);
    this.upper[column] = upperBound(fields);
    this.types[column] = typeOf(fields);
    this.#requireSemiPossible(column, fields);
  }

  #requireSemiPossible(column: number, fields: JsonFields): void {
    if (!isSemiType(this.types[column])) return;
    if (!((this.upper[column] ?? Infinity) <= LARGEST_SEMI_UPPER)) {
      fields.failAt('upper')(
        `must be given for a semi-continuous variable, at most ${LARGEST_SEMI_UPPER}`,
      );
    }
    if ((this.lower[column] ?? 0) < 0) {
      fields.failAt('lower')('must be at least 0 for a semi-continuous variable');
    }
  }
}

function typeOf(fields: JsonFields): number {
  const isInteger = fields.flag('integer');
  if (!fields.flag('semiContinuous')) {
    return isInteger ? COLUMN_TYPE.integer : COLUMN_TYPE.continuous;
  }
  return isInteger ? COLUMN_TYPE.semiInteger : COLUMN_TYPE.semiContinuous;
}

/** `usual`: where none is given; `null` means that there is none. */
export function lowerBound(fields: JsonFields, usual: number): number {
  const given = fields.bound('lower');
  if (given === null || (given !== undefined && given <= -INFINITE_BOUND)) return -Infinity;
  if (given !== undefined && given >= INFINITE_BOUND) fields.failAt('lower')('is too large');
  return given ?? usual;
}

export function upperBound(fields: JsonFields): number {
  const given = fields.bound('upper') ?? Infinity;
  if (given <= -INFINITE_BOUND) fields.failAt('upper')('is too small');
  return given >= INFINITE_BOUND ? Infinity : given;
}
