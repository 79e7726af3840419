import { LARGEST_SEMI_UPPER } from '../../modelLimits.ts';
import { COLUMN_TYPE, isSemiType } from '../../sparseModel.ts';
import { asBound } from '../allowedNumber.ts';
import { quoted } from '../modelError.ts';
import type { MpsColumns } from './mpsColumns.ts';
import type { MpsCursor } from './mpsCursor.ts';
import type { Field, Fields } from './mpsFields.ts';

const LOWER = 1;
const UPPER = 2;

type Sides = { lower?: number; upper?: number; type?: number };

type BoundType = { needsValue: boolean; sides: (value: number) => Sides };

/** What each type of bound says of a column. */
const TYPES = new Map<string, BoundType>([
  ['LO', { needsValue: true, sides: (value) => ({ lower: value }) }],
  ['UP', { needsValue: true, sides: (value) => ({ upper: value }) }],
  ['FX', { needsValue: true, sides: (value) => ({ lower: value, upper: value }) }],
  ['FR', { needsValue: false, sides: () => ({ lower: -Infinity, upper: Infinity }) }],
  ['MI', { needsValue: false, sides: () => ({ lower: -Infinity }) }],
  ['PL', { needsValue: false, sides: () => ({ upper: Infinity }) }],
  ['BV', { needsValue: false, sides: () => ({ lower: 0, upper: 1, type: COLUMN_TYPE.integer }) }],
  ['LI', { needsValue: true, sides: (value) => ({ lower: value, type: COLUMN_TYPE.integer }) }],
  ['UI', { needsValue: true, sides: (value) => ({ upper: value, type: COLUMN_TYPE.integer }) }],
  [
    'SC',
    { needsValue: true, sides: (value) => ({ upper: value, type: COLUMN_TYPE.semiContinuous }) },
  ],
]);

/** The section BOUNDS. Without it columns are at least 0, and integer ones between markers at most 1. */
export class MpsBounds {
  readonly #cursor: MpsCursor;
  readonly #columns: MpsColumns;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #types: Int32Array;
  /** Which sides have been given, as bits. */
  readonly #given: Uint8Array;

  constructor(cursor: MpsCursor, columns: MpsColumns) {
    const count = columns.names.length;
    this.#cursor = cursor;
    this.#columns = columns;
    this.#lower = new Float64Array(count);
    this.#upper = new Float64Array(count).fill(Infinity);
    this.#types = columns.types.finish();
    this.#given = new Uint8Array(count);
  }

  read([typeField, , nameField, valueField]: Fields): void {
    if (!typeField || !nameField) return this.#fail('a type and a column are needed');
    const type = TYPES.get(typeField.text);
    this.#cursor.moveTo(typeField);
    if (!type) return this.#fail(`${quoted(typeField.text)} is no type of bound`);
    if (type.needsValue && !valueField) {
      return this.#fail(`a bound of type ${typeField.text} needs a number`);
    }
    const column = this.#columnOf(nameField);
    const value = valueField ? this.#cursor.number(valueField) : 0;
    const sides = type.sides(asBound(value));
    this.#requirePossible(typeField, sides);
    this.#cursor.moveTo(nameField);
    this.#set(column, sides);
  }

  finish(): { lower: Float64Array; upper: Float64Array; types: Int32Array } {
    for (let column = 0; column < this.#given.length; column += 1) this.#complete(column);
    return { lower: this.#lower, upper: this.#upper, types: this.#types };
  }

  #columnOf(field: Field): number {
    const column = this.#columns.numberOf.get(field.text);
    if (column !== undefined) return column;
    this.#cursor.moveTo(field);
    return this.#fail(`there is no column ${quoted(field.text)}`);
  }

  #requirePossible({ text }: Field, { lower, upper, type }: Sides): void {
    if (lower === Infinity || upper === -Infinity) {
      this.#fail(`no value can keep a bound of type ${text} so large`);
    }
    const isWhole = [lower, upper].every((side) => side === undefined || !(side % 1));
    if (type === COLUMN_TYPE.integer && !isWhole) {
      this.#fail(`a bound of type ${text} must be a whole number`);
    }
    if (type === COLUMN_TYPE.semiContinuous && !(Number(upper) <= LARGEST_SEMI_UPPER)) {
      this.#fail(`a bound of type SC can be at most ${LARGEST_SEMI_UPPER}`);
    }
  }

  #set(column: number, { lower, upper, type }: Sides): void {
    const sides = (lower === undefined ? 0 : LOWER) | (upper === undefined ? 0 : UPPER);
    const before = this.#given[column] ?? 0;
    if (before & sides) {
      const name = quoted(this.#columns.names[column] ?? '');
      return this.#fail(`the column ${name} has a second ${nameOf(before & sides)} bound`);
    }
    this.#given[column] = before | sides;
    if (lower !== undefined) this.#lower[column] = lower;
    if (upper !== undefined) this.#upper[column] = upper;
    if (type !== undefined) this.#types[column] = this.#typeWith(column, type);
  }

  #typeWith(column: number, type: number): number {
    const isBoth =
      type === COLUMN_TYPE.semiContinuous && this.#types[column] === COLUMN_TYPE.integer;
    return isBoth ? COLUMN_TYPE.semiInteger : type;
  }

  #complete(column: number): void {
    const given = this.#given[column] ?? 0;
    const isInteger = this.#types[column] === COLUMN_TYPE.integer;
    if (given === 0 && isInteger) this.#upper[column] = 1;
    // An upper bound below 0 with no lower one can only be meant so.
    if (given === UPPER && (this.#upper[column] ?? 0) < 0) this.#lower[column] = -Infinity;
    if (isSemiType(this.#types[column]) && !((this.#lower[column] ?? 0) >= 0)) {
      const name = quoted(this.#columns.names[column] ?? '');
      this.#fail(`the semi-continuous column ${name} may not be below 0`);
    }
  }

  #fail(detail: string): never {
    return this.#cursor.fail(detail);
  }
}

function nameOf(side: number): string {
  return side === UPPER ? 'upper' : 'lower';
}
