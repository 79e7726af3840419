/** A piece of a line, and where in it, from 1. */
export type Field = { text: string; column: number };

/** The six fields of a line of data, as the format numbers them, less one: `fields[0]` is field 1. */
export type Fields = readonly (Field | undefined)[];

/** Sections of which a line of data has fields of its own. */
export type DataSection = 'OBJSENSE' | 'ROWS' | 'COLUMNS' | 'RHS' | 'RANGES' | 'BOUNDS';

/** Also what is wrong with a line that cannot be one of this section. */
export type ReadFields = (
  line: string,
  section: DataSection,
) => Fields | { wrong: string; column: number };

const SPACE = 32;
const TAB = 9;

/** The words of a line, however they are set. */
export function wordsOf(line: string): Field[] {
  const words: Field[] = [];
  let from = -1;
  for (let at = 0; at <= line.length; at += 1) {
    const code = at < line.length ? line.charCodeAt(at) : SPACE;
    const isSpace = code === SPACE || code === TAB;
    if (isSpace && from >= 0) {
      words.push({ text: line.slice(from, at), column: from + 1 });
      from = -1;
    } else if (!isSpace && from < 0) {
      from = at;
    }
  }
  return words;
}

/** For each section and number of words, which field each of them is. */
const FREE: Record<DataSection, Record<number, readonly number[]>> = {
  OBJSENSE: { 1: [1] },
  ROWS: { 2: [0, 1] },
  COLUMNS: { 3: [1, 2, 3], 5: [1, 2, 3, 4, 5] },
  // The name of the set may be left out.
  RHS: { 2: [2, 3], 3: [1, 2, 3], 4: [2, 3, 4, 5], 5: [1, 2, 3, 4, 5] },
  RANGES: { 2: [2, 3], 3: [1, 2, 3], 4: [2, 3, 4, 5], 5: [1, 2, 3, 4, 5] },
  BOUNDS: { 2: [0, 2], 3: [0, 1, 2], 4: [0, 1, 2, 3] },
};

/** Types of a bound that needs no value: of three words the last is the column. */
const WITHOUT_VALUE = new Set(['FR', 'MI', 'PL', 'BV']);

/** Free format: names hold no spaces, and words may stand anywhere. */
export const freeFields: ReadFields = (line, section) => {
  const words = wordsOf(line);
  let places = FREE[section][words.length];
  if (!places) {
    const wrong = `a line of ${section} does not have ${words.length} fields`;
    return { wrong, column: words.at(-1)?.column ?? 1 };
  }
  if (section === 'BOUNDS' && words.length === 3 && !WITHOUT_VALUE.has(words[0]?.text ?? '')) {
    places = [0, 2, 3];
  }
  // Written out: this runs for every line.
  const fields: (Field | undefined)[] = [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ];
  for (let index = 0; index < places.length; index += 1) fields[places[index] ?? 0] = words[index];
  return fields;
};

/** Where the six fields of fixed format begin and end, from 0, the end not included. */
const FIXED = [
  [1, 3],
  [4, 12],
  [14, 22],
  [24, 36],
  [39, 47],
  [49, 61],
] as const;

/** Fixed format: names may hold spaces, and every field has its columns. */
export const fixedFields: ReadFields = (line) => {
  let end = 0;
  const fields: (Field | undefined)[] = [];
  for (const [from, to] of FIXED) {
    const between = line.slice(end, from);
    if (between.trim() !== '') return strayIn(between, end);
    const text = line.slice(from, to);
    const trimmed = text.trim();
    const column = from + 1 + (text.length - text.trimStart().length);
    fields.push(trimmed === '' ? undefined : { text: trimmed, column });
    end = to;
  }
  const rest = line.slice(end);
  return rest.trim() === '' ? fields : strayIn(rest, end);
};

function strayIn(text: string, from: number) {
  const column = from + 1 + (text.length - text.trimStart().length);
  return { wrong: 'there is something between two fields of the fixed format', column };
}
