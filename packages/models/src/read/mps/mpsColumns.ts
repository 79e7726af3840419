import type { ModelLimits } from '../../modelLimits.ts';
import { COLUMN_TYPE } from '../../sparseModel.ts';
import { requireCoefficient, requireCost } from '../allowedNumber.ts';
import { growingDoubles, growingInts } from '../growingArray.ts';
import { quoted } from '../modelError.ts';
import type { MpsCursor } from './mpsCursor.ts';
import type { Field, Fields } from './mpsFields.ts';
import { LEFT_OUT, type MpsRows, OBJECTIVE, requireName } from './mpsRows.ts';

const MARKER = "'MARKER'";

/** The section COLUMNS: the matrix as it comes, column by column. */
export class MpsColumns {
  readonly names: string[] = [];
  readonly numberOf = new Map<string, number>();
  readonly cost = growingDoubles();
  readonly types = growingInts();
  readonly #starts = growingInts();
  readonly #indices = growingInts();
  readonly #values = growingDoubles();
  readonly #cursor: MpsCursor;
  readonly #rows: MpsRows;
  readonly #limits: ModelLimits;
  /** Of each constraint, the column that last had an entry in it. */
  readonly #lastIn: Int32Array;
  #lastWithCost = -1;
  #isInteger = false;

  constructor(cursor: MpsCursor, rows: MpsRows, limits: ModelLimits) {
    this.#cursor = cursor;
    this.#rows = rows;
    this.#limits = limits;
    this.#lastIn = new Int32Array(rows.names.length).fill(-1);
  }

  read([, name, row, value, secondRow, secondValue]: Fields): void {
    if (row?.text === MARKER) return this.#mark(value ?? secondRow);
    if (!name || !row || !value) return this.#fail('a column, a row and a number are needed');
    this.#open(name);
    this.#enter(row, value);
    if (secondRow && secondValue) this.#enter(secondRow, secondValue);
    else if (secondRow) this.#fail('the second row has no number');
  }

  matrix() {
    this.#starts.push(this.#values.length);
    const [starts, indices] = [this.#starts.finish(), this.#indices.finish()];
    return { starts, indices, values: this.#values.finish() };
  }

  requireMarkersClosed(): void {
    if (this.#isInteger) this.#fail("an 'INTORG' has no 'INTEND'");
  }

  #mark(keyword: Field | undefined): void {
    if (keyword) this.#cursor.moveTo(keyword);
    if (keyword?.text !== "'INTORG'" && keyword?.text !== "'INTEND'") {
      return this.#fail("a marker must say 'INTORG' or 'INTEND'");
    }
    const begins = keyword.text === "'INTORG'";
    if (begins === this.#isInteger) this.#fail(`${keyword.text} has nothing to begin or to end`);
    this.#isInteger = begins;
  }

  /** The entries of a column come in one piece. */
  #open(field: Field): void {
    const { text: name } = field;
    if (this.names.at(-1) === name) return;
    this.#cursor.moveTo(field);
    requireName(name, this.#limits, this.#cursor);
    if (this.numberOf.has(name)) {
      return this.#fail(`the column ${quoted(name)} was there before, with others in between`);
    }
    if (this.names.length === this.#limits.columns) {
      return this.#fail(`there are more than ${this.#limits.columns} columns, which is the most`);
    }
    this.numberOf.set(name, this.names.length);
    this.names.push(name);
    this.cost.push(0);
    this.types.push(this.#isInteger ? COLUMN_TYPE.integer : COLUMN_TYPE.continuous);
    this.#starts.push(this.#values.length);
  }

  #enter(rowField: Field, valueField: Field): void {
    const row = this.#rows.get(rowField);
    const value = this.#cursor.number(valueField);
    const column = this.names.length - 1;
    if (row === LEFT_OUT) return;
    const last = row === OBJECTIVE ? this.#lastWithCost : this.#lastIn[row];
    if (last === column) {
      this.#cursor.moveTo(rowField);
      const name = quoted(this.names[column] ?? '');
      return this.#fail(`the column ${name} has a second entry in row ${quoted(rowField.text)}`);
    }
    if (row === OBJECTIVE) {
      this.#lastWithCost = column;
      this.cost.set(column, requireCost(value, this.#cursor.fail));
    } else {
      this.#lastIn[row] = column;
      this.#push(row, requireCoefficient(value, this.#cursor.fail));
    }
  }

  #push(row: number, value: number): void {
    if (value === 0) return;
    if (this.#values.length === this.#limits.nonzeros) {
      this.#fail(`there are more than ${this.#limits.nonzeros} entries, which is the most`);
    }
    this.#indices.push(row);
    this.#values.push(value);
  }

  #fail(detail: string): never {
    return this.#cursor.fail(detail);
  }
}
