import { Driver } from '@pitwall/contract';

import type { Row } from '../csv/parseTable.ts';
import { quoteText } from '../csv/quoteText.ts';
import { type Field, FIELD_KINDS, type FieldValues } from './fields.ts';
import { readCell } from './readCell.ts';
import { placeOf, type Source } from './source.ts';

const IDENTITY: readonly Field[] = ['id', 'name', 'nameAndId'];
const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029]/u;
// A name and an id of the greatest length, and what stands between and around them
const MAX_NAME_AND_ID = 200;

export type Values = Partial<FieldValues>;

/** The cells of a row that hold something valid; the others are reported, empty ones left out. */
export function readRow({ table, columns, errors }: Source, row: Row): Values {
  const values: [Field, string | number | boolean][] = [];
  for (const [field, index] of columns) {
    const text = row.cells[index] ?? '';
    if (text === '') continue;
    const cell = readCell(FIELD_KINDS[field], text, table.delimiter);
    const reason = cell.type === 'wrong' ? cell.reason : findLimitError(field, cell.value, text);
    if (reason) errors.add(placeOf({ table, columns }, row, field), reason);
    else if (cell.type === 'value') values.push([field, cell.value]);
  }
  return Object.fromEntries(values);
}

/** The limits are the contract's; only the words are ours. */
export function findLimitError(field: Field, value: unknown, text: string): string | undefined {
  return findIdentityError(field, text) ?? findContractError(field, value, text);
}

/** What would break the cell of an upload file, or the line of a message. */
function findIdentityError(field: Field, text: string): string | undefined {
  if (!IDENTITY.includes(field)) return undefined;
  if (field === 'nameAndId' && text.length > MAX_NAME_AND_ID) {
    return `${quoteText(text)} is longer than ${MAX_NAME_AND_ID} characters`;
  }
  if (!CONTROL_CHARACTER.test(text)) return undefined;
  return `${quoteText(text)} has a line end or another control character in it`;
}

function findContractError(field: Field, value: unknown, text: string): string | undefined {
  // The average of a site may serve as the projection
  const limited = field === 'average' ? 'projection' : field;
  if (!(limited in Driver.shape)) return undefined;
  const schema = Driver.shape[limited as keyof Driver];
  const issue = schema.safeParse(value).error?.issues.at(-1);
  if (!issue) return undefined;
  const isText = typeof value === 'string';
  if (issue.code === 'too_big') {
    const limit = issue.maximum.toLocaleString('en-US');
    return isText
      ? `${quoteText(text)} is longer than ${limit} characters`
      : `${quoteText(text)} is above ${limit}`;
  }
  if (issue.code === 'too_small') {
    return `${quoteText(text)} is below ${issue.minimum.toLocaleString('en-US')}`;
  }
  return `${quoteText(text)} is not valid: ${issue.message}`;
}
