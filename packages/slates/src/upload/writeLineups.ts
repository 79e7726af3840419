import { AppError, type Lineup, SITE_RULES, type Slate } from '@pitwall/contract';

import { quoteText } from '../csv/quoteText.ts';
import { csvLine } from './csvLine.ts';
import { checkFits, createNameOf, requireLineups, type UploadLineups } from './uploadLineups.ts';

export type UploadFormat = Slate['format'];

/** The lineups of a portfolio as the file that a site takes, or as a plain one for a spreadsheet. */
export function writeLineups(result: UploadLineups, format: UploadFormat): string {
  requireLineups(result);
  if (format !== 'plain') checkFits(result, format);
  switch (format) {
    case 'draftkings':
      return writeDraftKings(result);
    case 'fanduel':
      return writeFanDuel(result);
    case 'plain':
      return writePlain(result);
  }
}

/** A name that serves as the id, or an id that a spreadsheet has changed, is no driver there. */
function checkDraftKingsIds({ lineups }: UploadLineups, nameOf: (id: string) => string): void {
  const wrong = lineups.flatMap(({ drivers }) => drivers).find((id) => !/^\d+$/.test(id));
  if (wrong === undefined) return;
  const message =
    `DraftKings takes ids of digits alone, and that of ${quoteText(nameOf(wrong))} is ` +
    `${quoteText(wrong)}: take the salary file that DraftKings exports, or a column id with the ` +
    `ids of DraftKings, and build the lineups anew`;
  throw new AppError('invalid_request', message);
}

function writeDraftKings(result: UploadLineups): string {
  const nameOf = createNameOf(result);
  checkDraftKingsIds(result, nameOf);
  const header = Array.from({ length: SITE_RULES.draftkings.rosterSize }, () => 'D');
  const rows = result.lineups.map(({ drivers }) => drivers.map((id) => `${nameOf(id)} (${id})`));
  return [header, ...rows].map(csvLine).join('');
}

function writeFanDuel(result: UploadLineups): string {
  const header = Array.from({ length: SITE_RULES.fanduel.rosterSize }, () => 'Driver');
  return [header, ...result.lineups.map(({ drivers }) => drivers)].map(csvLine).join('');
}

function writePlain(result: UploadLineups): string {
  const nameOf = createNameOf(result);
  const size = Math.max(...result.lineups.map(({ drivers }) => drivers.length));
  const seats = Array.from({ length: size }, (_, seat) => seat);
  const header = ['lineup', ...seats.map((seat) => `driver${seat + 1}`), 'salary', 'projection'];
  const cells = ({ drivers, salary, projection }: Lineup, index: number) => [
    index + 1,
    ...seats.map((seat) => neutralize(nameIn(drivers[seat]))),
    salary,
    projection,
  ];
  return [header, ...result.lineups.map(cells)].map(csvLine).join('');

  function nameIn(id: string | undefined): string {
    return id === undefined ? '' : nameOf(id);
  }
}

/** A spreadsheet would run a name that begins like a formula. */
function neutralize(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
