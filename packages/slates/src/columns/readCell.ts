import type { Delimiter } from '../csv/findDelimiter.ts';
import { quoteText } from '../csv/quoteText.ts';
import type { CellKind } from './fields.ts';

export type Cell =
  | { type: 'value'; value: string | number | boolean }
  | { type: 'wrong'; reason: string };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DOLLARS = /^\$?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?$/;
// Spreadsheets show a long whole number as 2.68E+07, and save what they show
const ROUNDED = /^\d(?:[.,]\d+)?e\+\d+$/i;
const YES = ['true', 'yes', 'y', 'x', '1'];
const NO = ['false', 'no', 'n', '0'];

type Read = (text: string) => string | number | boolean | undefined;

const KINDS: Record<CellKind, { read: Read; wrong: string }> = {
  id: {
    read: readId,
    wrong:
      'is an id that a spreadsheet has rounded; format the column as whole numbers and save the file again',
  },
  text: { read: (text) => text, wrong: '' },
  dollars: { read: readDollars, wrong: 'is not a whole number of dollars' },
  number: { read: readNumber, wrong: 'is not a number' },
  whole: { read: readWhole, wrong: 'is not a whole number' },
  share: {
    read: readShare,
    wrong: 'is neither a share from 0 to 1 nor a percentage such as 12.5%',
  },
  flag: { read: readFlag, wrong: 'is neither yes nor no' },
};

/** The value of a cell that is not empty. */
export function readCell(kind: CellKind, text: string, delimiter: Delimiter): Cell {
  const isFraction = kind === 'number' || kind === 'share';
  // Spreadsheets that separate cells by semicolons write 32,3 for 32.3
  const hasDecimalComma = delimiter === ';' && isFraction;
  const plain = hasDecimalComma ? text.replace(/^([^.,]*),([^.,]*)$/, '$1.$2') : text;
  const value = KINDS[kind].read(plain);
  if (value !== undefined) return { type: 'value', value };
  return { type: 'wrong', reason: `${quoteText(text)} ${KINDS[kind].wrong}` };
}

function readId(text: string): string | undefined {
  // Data frames write whole numbers as 26774370.0
  return ROUNDED.test(text) ? undefined : text.replace(/^(\d+)\.0+$/, '$1');
}

function readNumber(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function readWhole(text: string): number | undefined {
  const value = readNumber(text);
  return Number.isInteger(value) ? value : undefined;
}

function readDollars(text: string): number | undefined {
  const digits = DOLLARS.exec(text)?.[1];
  return digits === undefined ? undefined : readNumber(digits.replaceAll(',', ''));
}

function readShare(text: string): number | undefined {
  const value = text.endsWith('%') ? percentage(text) : readNumber(text);
  return value !== undefined && value >= 0 && value <= 1 ? value : undefined;
}

function percentage(text: string): number | undefined {
  const value = readNumber(text.slice(0, -1).trim());
  return value === undefined ? undefined : value / 100;
}

function readFlag(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : undefined;
}
