import { AppError, type PortfolioResult, type Site, SITE_RULES } from '@pitwall/contract';

/** What a file of lineups is made of. */
export type UploadLineups = Pick<PortfolioResult, 'site' | 'lineups' | 'exposures'>;

const SITE_NAMES: Record<Site, string> = { draftkings: 'DraftKings', fanduel: 'FanDuel' };

export function requireLineups({ lineups }: UploadLineups): void {
  if (lineups.length > 0) return;
  throw new AppError('result_has_no_lineups', 'The portfolio has no lineups to write');
}

/** Refuses lineups that are for another site, or of another size than the site takes. */
export function checkFits(result: UploadLineups, format: Site): void {
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

export function createNameOf({ exposures }: UploadLineups): (id: string) => string {
  const names = new Map(exposures.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`No exposure names the driver ${id}`);
    return name;
  };
}
