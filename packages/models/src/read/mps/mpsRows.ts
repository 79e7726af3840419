import { INFINITE_BOUND, type ModelLimits } from '../../modelLimits.ts';
import { requireCost } from '../allowedNumber.ts';
import { growingDoubles } from '../growingArray.ts';
import { quoted } from '../modelError.ts';
import type { MpsCursor } from './mpsCursor.ts';
import type { Field } from './mpsFields.ts';

/** Of rows that are no constraint: the first row of type N is the objective, any other is left out. */
export const OBJECTIVE = -1;
export const LEFT_OUT = -2;

const TYPES = ['N', 'L', 'G', 'E'] as const;
type ConstraintType = 'L' | 'G' | 'E';

/** The rows of an MPS file: their types, right-hand sides and ranges. */
export class MpsRows {
  readonly names: string[] = [];
  readonly #cursor: MpsCursor;
  readonly #limits: ModelLimits;
  readonly #numberOf = new Map<string, number>();
  readonly #types: ConstraintType[] = [];
  /** Of each constraint; NaN where none is given. */
  readonly #rightHandSides = growingDoubles();
  readonly #ranges = growingDoubles();
  #hasObjective = false;
  #offset: number | undefined;

  constructor(cursor: MpsCursor, limits: ModelLimits) {
    this.#cursor = cursor;
    this.#limits = limits;
  }

  /** The right-hand side of the objective row is minus its constant. */
  get offset(): number {
    return this.#offset ?? 0;
  }

  get hasObjective(): boolean {
    return this.#hasObjective;
  }

  add(typeField: Field, nameField: Field): void {
    const type = TYPES.find((known) => known === typeField.text);
    this.#cursor.moveTo(typeField);
    if (type === undefined) return this.#fail(`${quoted(typeField.text)} is no type of row`);
    this.#cursor.moveTo(nameField);
    const { text: name } = nameField;
    requireName(name, this.#limits, this.#cursor);
    if (this.#numberOf.has(name)) return this.#fail(`there are two rows ${quoted(name)}`);
    this.#numberOf.set(name, this.#numberOfNext(type));
    if (type === 'N') return;
    if (this.names.length === this.#limits.rows) {
      return this.#fail(`there are more than ${this.#limits.rows} rows, which is the most`);
    }
    this.names.push(name);
    this.#types.push(type);
    this.#rightHandSides.push(Number.NaN);
    this.#ranges.push(Number.NaN);
  }

  #numberOfNext(type: (typeof TYPES)[number]): number {
    if (type !== 'N') return this.names.length;
    if (this.#hasObjective) return LEFT_OUT;
    this.#hasObjective = true;
    return OBJECTIVE;
  }

  /** The number of a constraint, or OBJECTIVE or LEFT_OUT. */
  get(field: Field): number {
    const number = this.#numberOf.get(field.text);
    if (number !== undefined) return number;
    this.#cursor.moveTo(field);
    return this.#fail(`there is no row ${quoted(field.text)}`);
  }

  setRightHandSide(rowField: Field, valueField: Field): void {
    const row = this.get(rowField);
    const value = this.#cursor.number(valueField);
    if (row === LEFT_OUT) return;
    const before = row === OBJECTIVE ? this.#offset : given(this.#rightHandSides.at(row));
    this.#requireFirst(before, rowField, 'right-hand side');
    if (row === OBJECTIVE) this.#offset = 0 - requireCost(value, this.#cursor.fail);
    else this.#rightHandSides.set(row, this.#allowedSide(row, value));
  }

  setRange(rowField: Field, valueField: Field): void {
    const row = this.get(rowField);
    const value = this.#cursor.number(valueField);
    if (row < 0) {
      this.#cursor.moveTo(rowField);
      return this.#fail(`the row ${quoted(rowField.text)} is of type N, which has no range`);
    }
    this.#requireFirst(given(this.#ranges.at(row)), rowField, 'range');
    this.#ranges.set(row, value);
  }

  bounds(): { lower: Float64Array; upper: Float64Array } {
    const lower = new Float64Array(this.names.length);
    const upper = new Float64Array(this.names.length);
    for (const [row, type] of this.#types.entries()) {
      const side = given(this.#rightHandSides.at(row)) ?? 0;
      [lower[row], upper[row]] = boundsOf(type, side, given(this.#ranges.at(row)));
    }
    return { lower, upper };
  }

  #requireFirst(before: number | undefined, { text, column }: Field, what: string): void {
    if (before === undefined) return;
    this.#cursor.moveTo({ column });
    this.#fail(`the row ${quoted(text)} has a second ${what}`);
  }

  /** One so large that it is none would leave a row without what it says. */
  #allowedSide(row: number, value: number): number {
    const type = this.#types[row];
    const isNone = (type === 'L' && value > 0) || (type === 'G' && value < 0);
    if (Math.abs(value) < INFINITE_BOUND || isNone) return value;
    return this.#fail(`no row of type ${type} can reach ${value}`);
  }

  #fail(detail: string): never {
    return this.#cursor.fail(detail);
  }
}

export function requireName(name: string, limits: ModelLimits, cursor: MpsCursor): void {
  if (name.length <= limits.nameLength) return;
  cursor.fail(`the name is longer than ${limits.nameLength} characters, which is the most`);
}

function given(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

function boundsOf(type: ConstraintType, side: number, range: number | undefined): [number, number] {
  const other = Math.abs(range ?? Infinity);
  if (type === 'L') return [finite(side - other), finite(side)];
  if (type === 'G') return [finite(side), finite(side + other)];
  if (range === undefined) return [side, side];
  return [finite(side + Math.min(0, range)), finite(side + Math.max(0, range))];
}

function finite(bound: number): number {
  return Math.abs(bound) >= INFINITE_BOUND ? Math.sign(bound) * Infinity : bound;
}
