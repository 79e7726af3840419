import {
  AppError,
  type Lineup,
  type PortfolioResult,
  type Site,
  SITE_RULES,
  type Slate,
} from '@pitwall/contract';

import { quoteText } from '../csv/quoteText.ts';
import { csvLine } from './csvLine.ts';

/** What a file of lineups is made of. */
export type UploadLineups = Pick<PortfolioResult, 'site' | 'lineups' | 'exposures'>;

export type UploadFormat = Slate['format'];

const SITE_NAMES: Record<Site, string> = { draftkings: 'DraftKings', fanduel: 'FanDuel' };

/** The lineups of a portfolio as the file that a site takes, or as a plain one for a spreadsheet. */
export function writeLineups(result: UploadLineups, format: UploadFormat): string {
  if (result.lineups.length === 0) {
    throw new AppError('result_has_no_lineups', 'The portfolio has no lineups to write');
  }
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

function checkFits(result: UploadLineups, format: Site): void {
  const site = SITE_NAMES[format];
  if (result.site !== format) {
    const message = `The portfolio is for ${SITE_NAMES[result.site]}: ${site} does not know its drivers`;
    throw new AppError('invalid_request', message);
  }
  const size = SITE_RULES[format].rosterSize;
  const wrong = result.lineups.find((lineup) => lineup.drivers.length !== size);
  if (!wrong) return;
  const message = `${site} takes lineups of ${size} drivers; those of this portfolio have ${wrong.drivers.length}`;
  throw new AppError('invalid_request', message);
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

function createNameOf({ exposures }: UploadLineups): (id: string) => string {
  const names = new Map(exposures.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`No exposure names the driver ${id}`);
    return name;
  };
}
