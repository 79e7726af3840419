import { ModelError, quoted } from '../modelError.ts';
import type { Field } from './mpsFields.ts';

/** A line that is neither empty nor a comment. */
export type MpsLine = { text: string; isHeader: boolean };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const CONTROL = /(?![\t\u0080-\u009F])[\p{Cc}\uFEFF]/u;

/** Goes through a text line by line, and knows where it is when something is wrong. */
export class MpsCursor {
  readonly #text: string;
  #at = 0;
  #line = 0;
  #column = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** How far it has got. */
  get line(): number {
    return this.#line;
  }

  next(): MpsLine | undefined {
    while (this.#at < this.#text.length) {
      const line = this.#readLine();
      const first = line[0];
      if (first !== undefined && first !== '*' && line.trim() !== '') {
        this.#requirePlain(line);
        return { text: line, isHeader: first !== ' ' && first !== '\t' };
      }
    }
    this.#column = 1;
    return undefined;
  }

  /** What comes after this belongs to the field. */
  moveTo({ column }: Pick<Field, 'column'>): void {
    this.#column = column;
  }

  readonly fail = (detail: string): never => {
    throw new ModelError(detail, { line: Math.max(1, this.#line), column: this.#column });
  };

  /** A number as it is written in every country, and nothing else. */
  number(field: Field): number {
    this.moveTo(field);
    if (!NUMBER.test(field.text)) return this.fail(`${quoted(field.text)} is not a number`);
    const value = Number(field.text);
    if (!Number.isFinite(value)) return this.fail(`${quoted(field.text)} is too large`);
    return value;
  }

  #readLine(): string {
    const end = this.#text.indexOf('\n', this.#at);
    const stop = end < 0 ? this.#text.length : end;
    const line = this.#text.slice(this.#at, this.#text[stop - 1] === '\r' ? stop - 1 : stop);
    this.#at = stop + 1;
    this.#line += 1;
    this.#column = 1;
    return line;
  }

  #requirePlain(line: string): void {
    const column = line.search(CONTROL) + 1;
    if (column === 0) return;
    this.moveTo({ column });
    this.fail('there is a control character, so this is not plain text');
  }
}
