import { INFINITE_BOUND, type ModelLimits } from '../../modelLimits.ts';
import { requireCoefficient } from '../allowedNumber.ts';
import { quoted } from '../modelError.ts';
import { failAt, isNumber, JsonFields, pointerTo } from './jsonFields.ts';
import { lowerBound, upperBound } from './jsonVariables.ts';

const FIELDS = ['name', 'lower', 'upper', 'equals', 'terms'];

/** The constraints of a model in JSON, as rows. Their terms are counted first and then laid out by column. */
export class JsonConstraints {
  readonly names: string[] = [];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly #columnOf: ReadonlyMap<string, number>;
  readonly #limits: ModelLimits;
  readonly #rowOf = new Map<string, number>();
  readonly #terms: Readonly<Record<string, number>>[] = [];
  /** Of each column, how many entries it has. */
  readonly #counts: Int32Array;
  #nonzeros = 0;

  constructor(
    list: readonly unknown[],
    columnOf: ReadonlyMap<string, number>,
    limits: ModelLimits,
  ) {
    this.#columnOf = columnOf;
    this.#limits = limits;
    this.#counts = new Int32Array(columnOf.size);
    this.lower = new Float64Array(list.length);
    this.upper = new Float64Array(list.length);
    for (const [row, value] of list.entries()) {
      this.#add(row, new JsonFields(value, `/constraints/${row}`, FIELDS));
    }
  }

  /** By columns. */
  matrix() {
    const starts = new Int32Array(this.#counts.length + 1);
    for (const [column, count] of this.#counts.entries()) {
      starts[column + 1] = (starts[column] ?? 0) + count;
    }
    const indices = new Int32Array(this.#nonzeros);
    const values = new Float64Array(this.#nonzeros);
    const next = starts.slice(0, -1);
    for (const [row, terms] of this.#terms.entries()) {
      for (const [name, value] of Object.entries(terms)) {
        if (value === 0) continue;
        const column = this.#columnOf.get(name) ?? -1;
        const at = next[column] ?? 0;
        indices[at] = row;
        values[at] = value;
        next[column] = at + 1;
      }
    }
    return { starts, indices, values };
  }

  #add(row: number, fields: JsonFields): void {
    const name = fields.name('name', this.#limits.nameLength);
    const first = this.#rowOf.get(name);
    if (first !== undefined) {
      fields.failAt('name')(`the constraint ${quoted(name)} is also number ${first}`);
    }
    this.#rowOf.set(name, row);
    this.names.push(name);
    [this.lower[row], this.upper[row]] = sidesOf(fields);
    this.#terms.push(this.#readTerms(fields));
  }

  #readTerms(fields: JsonFields): Readonly<Record<string, number>> {
    const terms = fields.get('terms');
    if (typeof terms !== 'object' || terms === null || Array.isArray(terms)) {
      return fields.failAt('terms')('must be an object of variables and their coefficients');
    }
    for (const [name, value] of Object.entries(terms)) {
      const column = this.#columnOf.get(name);
      if (column === undefined || !isNumber(value) || Math.abs(value) > 1) {
        this.#requireTerm(`${fields.pointer}/terms/${pointerTo(name)}`, { name, value });
      }
      if (value !== 0 && column !== undefined) this.#count(column, fields);
    }
    return terms as Readonly<Record<string, number>>;
  }

  #requireTerm(pointer: string, { name, value }: { name: string; value: unknown }): void {
    const fail = failAt(pointer);
    if (!this.#columnOf.has(name)) fail(`there is no variable ${quoted(name)}`);
    if (!isNumber(value)) return fail('must be a number');
    requireCoefficient(value, fail);
  }

  #count(column: number, fields: JsonFields): void {
    this.#counts[column] = (this.#counts[column] ?? 0) + 1;
    this.#nonzeros += 1;
    if (this.#nonzeros <= this.#limits.nonzeros) return;
    fields.failAt('terms')(`these are more than ${this.#limits.nonzeros} terms, which is the most`);
  }
}

function sidesOf(fields: JsonFields): [number, number] {
  const equals = fields.number('equals');
  if (equals === undefined) {
    if (!fields.has('lower') && !fields.has('upper')) {
      failAt(fields.pointer)('needs `lower`, `upper` or `equals`');
    }
    return [lowerBound(fields, -Infinity), upperBound(fields)];
  }
  if (fields.has('lower') || fields.has('upper')) {
    fields.failAt('equals')('stands alone, without `lower` and `upper`');
  }
  if (Math.abs(equals) >= INFINITE_BOUND) fields.failAt('equals')('is too large');
  return [equals, equals];
}
