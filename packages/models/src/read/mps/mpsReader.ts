import type { ModelLimits } from '../../modelLimits.ts';
import type { SparseModel } from '../../sparseModel.ts';
import { quoted } from '../modelError.ts';
import { MpsBounds } from './mpsBounds.ts';
import { MpsColumns } from './mpsColumns.ts';
import { MpsCursor, type MpsLine } from './mpsCursor.ts';
import {
  type DataSection,
  type Field,
  type Fields,
  type ReadFields,
  wordsOf,
} from './mpsFields.ts';
import { MpsRows } from './mpsRows.ts';

const SECTIONS = [
  'NAME',
  'OBJSENSE',
  'ROWS',
  'COLUMNS',
  'RHS',
  'RANGES',
  'BOUNDS',
  'ENDATA',
] as const;
type Section = (typeof SECTIONS)[number];

/** Which section each must come after. */
const AFTER: Partial<Record<Section, Section>> = {
  COLUMNS: 'ROWS',
  RHS: 'COLUMNS',
  RANGES: 'COLUMNS',
  BOUNDS: 'COLUMNS',
  ENDATA: 'COLUMNS',
};

/** Of formats that say more than a linear model can. */
const NOT_LINEAR = /^(?:Q|SOS|SETS|INDICATORS|CSECTION|GENCON|PWLOBJ|LAZYCONS|USERCUTS)/;

const SENSES = new Map<string, SparseModel['sense']>([
  ['MIN', 'minimize'],
  ['MINIMIZE', 'minimize'],
  ['MAX', 'maximize'],
  ['MAXIMIZE', 'maximize'],
]);

/** Reads one text by one of the two formats. */
export class MpsReader {
  readonly cursor: MpsCursor;
  readonly #limits: ModelLimits;
  readonly #readFields: ReadFields;
  readonly #rows: MpsRows;
  readonly #seen = new Set<Section>();
  /** The name of the set of each section; a file may hold several, and we read one. */
  readonly #sets = new Map<DataSection, string>();
  #columns: MpsColumns | undefined;
  #bounds: MpsBounds | undefined;
  #section: Section | undefined;
  #name = '';
  #sense: SparseModel['sense'] | undefined;

  constructor(text: string, readFields: ReadFields, limits: ModelLimits) {
    this.cursor = new MpsCursor(text);
    this.#readFields = readFields;
    this.#limits = limits;
    this.#rows = new MpsRows(this.cursor, limits);
  }

  read(): SparseModel {
    for (let line = this.cursor.next(); line; line = this.cursor.next()) this.#readLine(line);
    if (!this.#seen.has('ENDATA')) this.cursor.fail('the text ends without ENDATA: it is cut off');
    return this.#finish();
  }

  #readLine({ text, isHeader }: MpsLine): void {
    const section = this.#section;
    if (section === 'ENDATA') return this.cursor.fail('there is something after ENDATA');
    if (isHeader) return this.#enter(text);
    if (section === undefined || section === 'NAME') {
      return this.cursor.fail('a line of data is in no section');
    }
    const fields = this.#readFields(text, section);
    if ('wrong' in fields) {
      this.cursor.moveTo(fields);
      return this.cursor.fail(fields.wrong);
    }
    this.#readData(section, fields);
  }

  #enter(text: string): void {
    const [header, ...rest] = wordsOf(text);
    const section = SECTIONS.find((known) => known === header?.text);
    if (!section) return this.#refuse(header?.text ?? '');
    if (this.#seen.has(section)) this.cursor.fail(`there is a second section ${section}`);
    const first = AFTER[section];
    if (first && !this.#seen.has(first)) this.cursor.fail(`${section} comes before ${first}`);
    this.#leave();
    this.#seen.add(section);
    this.#section = section;
    if (section === 'NAME') this.#name = text.slice(4).trim().slice(0, this.#limits.nameLength);
    else if (section === 'OBJSENSE' && rest[0]) this.#setSense(rest[0]);
    else if (rest[0]) {
      this.cursor.moveTo(rest[0]);
      this.cursor.fail(`there is something after ${section}`);
    }
    if (section === 'COLUMNS') {
      this.#columns = new MpsColumns(this.cursor, this.#rows, this.#limits);
    }
  }

  #refuse(header: string): never {
    if (NOT_LINEAR.test(header)) {
      return this.cursor.fail(`a section ${quoted(header)} is more than a linear model can say`);
    }
    return this.cursor.fail(`${quoted(header)} is no section of an MPS file`);
  }

  #leave(): void {
    if (this.#section === 'COLUMNS') this.#columns?.requireMarkersClosed();
    if (this.#section === 'OBJSENSE' && !this.#sense) this.cursor.fail('OBJSENSE says nothing');
  }

  #readData(section: DataSection, fields: Fields): void {
    const [type, name] = fields;
    if (section === 'OBJSENSE') return this.#setSense(fields.find((field) => field));
    if (section === 'COLUMNS') return this.#columns?.read(fields);
    if (section === 'ROWS') {
      if (!type || !name) return this.cursor.fail('a row needs a type and a name');
      return this.#rows.add(type, name);
    }
    this.#requireOneSet(section, name);
    if (section === 'BOUNDS') this.#boundsReader().read(fields);
    else this.#readSides(section, fields);
  }

  #readSides(section: 'RHS' | 'RANGES', [, , ...pairs]: Fields): void {
    const [row, value, secondRow, secondValue] = pairs;
    this.#readSide(section, row, value);
    if (secondRow || secondValue) this.#readSide(section, secondRow, secondValue);
  }

  #readSide(section: 'RHS' | 'RANGES', row: Field | undefined, value: Field | undefined): void {
    if (!row || !value) return this.cursor.fail('a row and a number are needed');
    if (section === 'RHS') this.#rows.setRightHandSide(row, value);
    else this.#rows.setRange(row, value);
  }

  #requireOneSet(section: DataSection, field: Field | undefined): void {
    const name = field?.text ?? '';
    const first = this.#sets.get(section);
    if (first === undefined) this.#sets.set(section, name);
    else if (first !== name) {
      this.cursor.moveTo(field ?? { column: 1 });
      this.cursor.fail(`${section} has a second set, ${quoted(name)}: which one is meant?`);
    }
  }

  #setSense(field: Field | undefined): void {
    const sense = SENSES.get(field?.text ?? '');
    if (field) this.cursor.moveTo(field);
    if (!sense) return this.cursor.fail('OBJSENSE must be MIN, MINIMIZE, MAX or MAXIMIZE');
    if (this.#sense) return this.cursor.fail('OBJSENSE says two things');
    this.#sense = sense;
  }

  #boundsReader(): MpsBounds {
    if (!this.#columns) return this.cursor.fail('there are no columns');
    this.#bounds ??= new MpsBounds(this.cursor, this.#columns);
    return this.#bounds;
  }

  #finish(): SparseModel {
    const bounds = this.#boundsReader().finish();
    if (!this.#columns) return this.cursor.fail('there are no columns');
    if (!this.#rows.hasObjective)
      return this.cursor.fail('no row is of type N: there is no objective');
    const { names, cost } = this.#columns;
    return {
      name: this.#name,
      sense: this.#sense ?? 'minimize',
      offset: this.#rows.offset,
      columns: { names, cost: cost.finish(), ...bounds },
      rows: { names: this.#rows.names, ...this.#rows.bounds() },
      matrix: this.#columns.matrix(),
    };
  }
}
